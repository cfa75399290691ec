import { defineConfig } from 'tsup';

/** Commands stay in chunks of their own, so that each start loads only what it needs. */
export default defineConfig({
  entry: { main: 'src/main.ts' },
  format: 'esm',
  target: 'node24',
  splitting: true,
  sourcemap: true,
  clean: true,
});
