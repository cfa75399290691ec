import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  exports: Record<string, string | { '@etl/source': string; import: string }>;
}

/** Builds what the `exports` of the package.json in the working directory promise, and nothing else. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

const entry = Object.fromEntries(
  Object.values(manifest.exports)
    .filter((target) => typeof target !== 'string')
    .map((target) => [target.import.replace(/^\.\/dist\/|\.js$/g, ''), target['@etl/source']]),
);

export default defineConfig({
  entry,
  format: 'esm',
  target: 'node22',
  dts: true,
  sourcemap: true,
  clean: true,
});
