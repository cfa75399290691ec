/** Checks that the changesets of a branch name every published package it changed: `check-changed-packages.ts origin/main`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readReleases } from './changesets/core-major.ts';
import { findUnnamedPackages } from './changesets/unnamed-packages.ts';
import { listPublishedProjects, ROOT } from './pack.ts';

const [base = 'main'] = process.argv.slice(2);
const changed = execFileSync('git', ['diff', '--name-only', '-z', `${base}...HEAD`], {
  cwd: ROOT,
  encoding: 'utf8',
}).split('\0');
const changesets = changed
  .filter((file) => /^\.changeset\/.*\.md$/.test(file) && existsSync(join(ROOT, file)))
  .map((file) => readReleases(readFileSync(join(ROOT, file), 'utf8')));
const packages = listPublishedProjects().map(({ name, path }) => ({
  name: `@etl/${name}`,
  folder: relative(ROOT, path),
}));
const unnamed = findUnnamedPackages(changed, changesets, packages);
for (const name of unnamed) {
  console.error(
    `${name} changed and no changeset names it: run \`npm run changeset\`, or add '${name}': none to a changeset when its users see no difference.`,
  );
}
if (unnamed.length > 0) process.exitCode = 1;
