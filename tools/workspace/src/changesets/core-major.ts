import type { Manifest } from '../structure/project-folder.ts';

/** What one changeset releases: bump by package name. */
export type Releases = Readonly<Record<string, string>>;

const CORE = '@etl/core';
const RELEASE = /^['"]?(@?[\w./-]+)['"]?\s*:\s*(major|minor|patch|none)\s*$/;

/** The front matter of a changeset; an empty one releases nothing. */
export function readReleases(text: string): Releases {
  const [, frontMatter = ''] = /^---\r?\n([^]*?)^---/m.exec(text) ?? [];
  const lines = frontMatter.split(/\r?\n/).flatMap((line) => {
    const [, name, bump] = RELEASE.exec(line.trim()) ?? [];
    return name === undefined || bump === undefined ? [] : [[name, bump] as const];
  });
  return Object.fromEntries(lines);
}

/**
 * Changesets bump dependents of a major release by a patch: an `npm update` would then bring a connector whose contracts are
 * not those of the core beside it. So a major release of core names each package that depends on it as major, too.
 */
export function findMissingMajors(changesets: readonly Releases[], manifests: readonly Manifest[]): string[] {
  const isMajor = (name: string): boolean => changesets.some((releases) => releases[name] === 'major');
  if (!isMajor(CORE)) return [];
  return manifests
    .filter(({ dependencies, peerDependencies }) => CORE in { ...dependencies, ...peerDependencies })
    .flatMap(({ name }) => (name === undefined || isMajor(name) ? [] : [name]));
}
