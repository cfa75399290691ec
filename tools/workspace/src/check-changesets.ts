/** Checks that no changeset lets a major release of core reach its dependents as a patch. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMissingMajors, readReleases } from './changesets/core-major.ts';
import { listPublishedProjects, ROOT } from './pack.ts';

const folder = join(ROOT, '.changeset');
const changesets = globSync('*.md', { cwd: folder }).map((file) =>
  readReleases(readFileSync(join(folder, file), 'utf8')),
);
const missing = findMissingMajors(
  changesets,
  listPublishedProjects().map(({ manifest }) => manifest),
);
for (const name of missing) {
  console.error(`@etl/core is released as major, so ${name} must be: add '${name}': major to its changeset.`);
}
if (missing.length > 0) process.exitCode = 1;
