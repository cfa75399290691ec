import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryWorkspace, type TemporaryWorkspace } from '../__fixtures__/temporary-workspace.ts';
import { listProjectFolders, type Manifest } from '../structure/project-folder.ts';
import { ROOT } from '../pack.ts';
import { findMissingMajors, readReleases } from './core-major.ts';
import { findUnnamedPackages } from './unnamed-packages.ts';

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

describe('what CI runs for a pull request', () => {
  /** The commands of the workflow's job, against the branch `main`. */
  const commands = [
    ...readFileSync(join(ROOT, '.github/workflows/ci.yml'), 'utf8').matchAll(
      /run: (.*)origin\/\$\{\{ github\.base_ref \}\}/g,
    ),
  ].map(([, command = '']) => `${command.replace(/^npx /, '')}main`.split(' '));

  /** What failed, and with what words; nothing when all passed. */
  function checkAfter(change: () => void): string {
    workspace.run('git', 'checkout', '--quiet', '-B', 'work');
    change();
    workspace.commit('A change');
    return commands
      .map(([command = '', ...args]) => workspace.attempt(command, ...args))
      .map(({ failed, output }) => (failed ? output : ''))
      .join('');
  }
  const edit = (...files: string[]): void => {
    for (const file of files) appendFileSync(join(workspace.path, file), '\n');
  };
  const GONG = 'packages/connector-gong/src/gong.ts';
  const CORE = 'packages/core/src/redactor.ts';

  it('looks at changesets twice', () => {
    expect(commands.map(([command]) => command)).toEqual(['changeset', 'node']);
  });

  it('fails when a published package changed and no changeset says so', () => {
    const said = checkAfter(() => {
      edit(GONG);
    });

    expect(said).toContain('Some packages have been changed');
    expect(said).toContain('@etl/connector-gong changed and no changeset names it');
  });

  it.each([
    ['speaks of another package', { '@etl/connector-gong': 'patch' }],
    ['speaks of none', {}],
  ])('fails when the only changeset %s', (_, releases) => {
    const said = checkAfter(() => {
      edit(CORE);
      writeChangeset(releases);
    });

    expect(said).toContain('@etl/core changed and no changeset names it');
  });

  it('passes with a changeset for each, even if there is nothing to release', () => {
    const said = checkAfter(() => {
      edit(GONG, CORE);
      writeChangeset({ '@etl/connector-gong': 'patch', '@etl/core': 'none' });
    });

    expect(said).toBe('');
  });

  it('asks for none when only tests, tools and texts of the repository changed', () => {
    const said = checkAfter(() => {
      edit('packages/connector-gong/src/gong.test.ts', 'tools/workspace/README.md', 'README.md');
    });

    expect(said).toBe('');
  });
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

describe('findUnnamedPackages', () => {
  const packages = [
    { name: '@etl/core', folder: 'packages/core' },
    { name: '@etl/core-extras', folder: 'packages/core-extras' },
  ];

  it.each([
    ['a package that no changeset names', ['packages/core/src/a.ts'], [{}], ['@etl/core']],
    ['its text for users', ['packages/core/README.md'], [], ['@etl/core']],
    ['no package of a longer name', ['packages/core-extras/a.ts'], [{ '@etl/core-extras': 'patch' }], []],
    ['nothing that is named', ['packages/core/a.ts'], [{}, { '@etl/core': 'none' }], []],
    [
      'nothing that is not published',
      ['packages/core/a.test.ts', 'packages/core/src/__fixtures__/a.ts', 'a'],
      [],
      [],
    ],
  ])('tells %s', (_, files, changesets, expected) => {
    expect(findUnnamedPackages(files, changesets, packages)).toEqual(expected);
  });
});
