import type { Releases } from './core-major.ts';

/** A published package and where it lies. */
export interface PublishedFolder {
  readonly name: string;
  /** Relative to the workspace, e.g. `packages/core`. */
  readonly folder: string;
}

/** What is not published, as `changedFilePatterns` of the changesets' configuration says, too. */
const UNPUBLISHED = /\.test\.ts$|(?:^|\/)__fixtures__\//;

/**
 * Published packages that a change touches and none of its changesets names. `changeset status` is content with any
 * changeset: one for a connector would let a change of core through that nobody is told of.
 */
export function findUnnamedPackages(
  changedFiles: readonly string[],
  changesets: readonly Releases[],
  packages: readonly PublishedFolder[],
): string[] {
  const published = changedFiles.filter((file) => !UNPUBLISHED.test(file));
  return packages
    .filter(({ folder }) => published.some((file) => file.startsWith(`${folder}/`)))
    .map(({ name }) => name)
    .filter((name) => !changesets.some((releases) => name in releases));
}
