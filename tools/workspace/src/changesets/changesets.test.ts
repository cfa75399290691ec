import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryWorkspace, type TemporaryWorkspace } from '../__fixtures__/temporary-workspace.ts';
import { listProjectFolders, type Manifest } from '../structure/project-folder.ts';
import { findMissingMajors, readReleases } from './core-major.ts';

let workspace: TemporaryWorkspace;

beforeAll(() => {
  workspace = createTemporaryWorkspace();
});

afterEach(() => {
  workspace.run('git', 'checkout', '--quiet', '--force', 'main');
  workspace.restore();
});

afterAll(() => {
  workspace.remove();
});

function writeChangeset(releases: Record<string, string>): void {
  const lines = Object.entries(releases).map(([name, bump]) => `'${name}': ${bump}\n`);
  writeFileSync(join(workspace.path, '.changeset/news.md'), `---\n${lines.join('')}---\n\nNews.\n`);
}

function published(): Manifest[] {
  return ['packages', 'apps'].flatMap((parent) =>
    listProjectFolders(join(workspace.path, parent)).map(({ manifest }) => manifest),
  );
}

/** What a release would raise, as `name from → to`. */
function release(releases: Record<string, string>): Record<string, string> {
  const before = new Map(published().map(({ name, version }) => [name, version]));
  writeChangeset(releases);
  workspace.run('changeset', 'version');
  const raised = published().filter(({ name, version }) => before.get(name) !== version);
  return Object.fromEntries(raised.map(({ name = '', version = '' }) => [name, version]));
}

const dependentsOfCore = (): string[] =>
  published()
    .filter(({ dependencies, peerDependencies }) => '@etl/core' in { ...dependencies, ...peerDependencies })
    .map(({ name = '' }) => name)
    .sort();

describe('changeset version', () => {
  it.each([
    ['patch', '1.0.1'],
    ['minor', '1.1.0'],
  ])('releases core alone for a %s', (bump, version) => {
    expect(release({ '@etl/core': bump })).toEqual({ '@etl/core': version });
  });

  it('releases a connector alone', () => {
    expect(release({ '@etl/connector-gong': 'minor' })).toEqual({ '@etl/connector-gong': '1.1.0' });
  });

  it('would bring a major of core to its dependents as a patch, which the check refuses', () => {
    writeChangeset({ '@etl/core': 'major' });
    const { failed, output } = workspace.attempt('node', 'tools/workspace/src/check-changesets.ts');

    expect(failed).toBe(true);
    for (const name of dependentsOfCore()) expect(output).toContain(`'${name}': major`);
    expect(release({ '@etl/core': 'major' })).toMatchObject({
      '@etl/core': '2.0.0',
      '@etl/connector-gong': '1.0.1',
    });
  });

  it('brings it as a major when each is named, which the check accepts', () => {
    const majors = ['@etl/core', ...dependentsOfCore()].map((name) => [name, 'major'] as const);
    writeChangeset(Object.fromEntries(majors));

    expect(workspace.attempt('node', 'tools/workspace/src/check-changesets.ts').failed).toBe(false);
    expect(release(Object.fromEntries(majors))).toMatchObject(
      Object.fromEntries(majors.map(([name]) => [name, '2.0.0'])),
    );
  });
});

describe('changeset status, as run for a pull request', () => {
  function statusAfter(change: () => void): { failed: boolean; output: string } {
    workspace.run('git', 'checkout', '--quiet', '-B', 'work');
    change();
    workspace.commit('A change');
    return workspace.attempt('changeset', 'status', '--since=main');
  }
  const edit = (file: string): void => {
    appendFileSync(join(workspace.path, file), '\n');
  };

  it('fails when a published package changed and no changeset says so', () => {
    const { failed, output } = statusAfter(() => {
      edit('packages/connector-gong/src/gong.ts');
    });

    expect(failed).toBe(true);
    expect(output).toContain('changeset');
  });

  it('passes with a changeset', () => {
    const { failed, output } = statusAfter(() => {
      edit('packages/connector-gong/src/gong.ts');
      writeChangeset({ '@etl/connector-gong': 'patch' });
    });

    expect(failed ? output : '').toBe('');
  });

  it.each(['packages/connector-gong/src/gong.test.ts', 'tools/workspace/README.md', 'README.md'])(
    'asks for none when only %s changed',
    (file) => {
      const { failed, output } = statusAfter(() => {
        edit(file);
      });

      expect(failed ? output : '').toBe('');
    },
  );
});

describe('findMissingMajors', () => {
  const manifests: Manifest[] = [
    { name: '@etl/core' },
    { name: '@etl/emulator-kit' },
    { name: '@etl/connector-acme', dependencies: { '@etl/core': '^1.0.0' } },
    { name: '@etl/plugin', peerDependencies: { '@etl/core': '^1.0.0' } },
  ];

  it.each([
    ['nothing, when nothing is released', [''], []],
    ['nothing, when core is no major', ["---\n'@etl/core': minor\n---\n\n'@etl/core': major"], []],
    ['each dependent', ['---\n"@etl/core": major\n---\n'], ['@etl/connector-acme', '@etl/plugin']],
    [
      'those that no changeset names as major',
      ["---\n'@etl/core': major\n'@etl/plugin': minor\n---\n", "---\n'@etl/connector-acme': major\n---\n"],
      ['@etl/plugin'],
    ],
  ])('tells %s', (_, texts, expected) => {
    expect(findMissingMajors(texts.map(readReleases), manifests)).toEqual(expected);
  });
});
