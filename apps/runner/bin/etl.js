#!/usr/bin/env node
import { existsSync } from 'node:fs';

const NEEDED = 24;
const found = process.versions.node;
const major = Number(found.split('.')[0]);

if (major < NEEDED) {
  process.stderr.write(
    `etl needs Node ${NEEDED}, this is Node ${found}. In the repository, \`npm ci\` installs Node ${NEEDED}: ` +
      'start etl through npm, as `npx etl …` or `npx nx run runner:start`.\n',
  );
  process.exitCode = 2;
} else if (!existsSync(new URL('../dist/main.js', import.meta.url))) {
  process.stderr.write('etl is not built yet. In the repository, run `npx nx run runner:build` once.\n');
  process.exitCode = 2;
} else {
  if (major > NEEDED) process.stderr.write(`etl is tested on Node ${NEEDED}; this is Node ${found}.\n`);
  await import('../dist/main.js');
}
