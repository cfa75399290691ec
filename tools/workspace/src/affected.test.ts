import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryWorkspace, type TemporaryWorkspace } from './__fixtures__/temporary-workspace.ts';
import { listProjectFolders } from './structure/project-folder.ts';

let workspace: TemporaryWorkspace;

beforeAll(() => {
  workspace = createTemporaryWorkspace();
  addSibling('connector-gong', 'connector-sibling');
});

afterEach(() => {
  workspace.run('git', 'checkout', '--quiet', '--force', 'main');
});

afterAll(() => {
  workspace.remove();
});

/** A package with the dependencies of another: that a change stays away from siblings shows only where there are some. */
function addSibling(project: string, sibling: string): void {
  const [from, to] = [project, sibling].map((name) => join(workspace.path, 'packages', name)) as [
    string,
    string,
  ];
  const manifest = readFileSync(join(from, 'package.json'), 'utf8').replaceAll(project, sibling);
  mkdirSync(join(to, 'src'), { recursive: true });
  writeFileSync(join(to, 'package.json'), manifest);
  cpSync(join(from, 'src/index.ts'), join(to, 'src/index.ts'));
  workspace.link(sibling);
  workspace.commit(`Add ${sibling}`);
}

/** The tasks that CI would run for a commit that changes `file`, and those that they need. */
function tasksFor(file: string, ...targets: string[]): string[] {
  workspace.run('git', 'checkout', '--quiet', '-B', 'work');
  appendFileSync(join(workspace.path, file), '\n');
  workspace.commit('A change');
  const graph = workspace.run(
    'nx',
    'affected',
    ...['--targets', targets.join(','), '--base=main', '--head=HEAD', '--graph=stdout'],
  );
  const { tasks } = JSON.parse(graph) as { tasks: { tasks: object } };
  return Object.keys(tasks.tasks).sort();
}

/** The projects that are tested for it. */
function affectedBy(file: string): string[] {
  return tasksFor(file, 'test')
    .filter((task) => task.endsWith(':test'))
    .map((task) => task.replace(/:test$/, ''));
}

/** The project and everything that depends on it, however many packages lie between. */
function dependentsOf(project: string): string[] {
  const folders = ['packages', 'apps', 'tools'].flatMap((parent) =>
    listProjectFolders(join(workspace.path, parent)),
  );
  const found = new Set([project]);
  // A set that grows while it is walked: each dependent's own dependents come later.
  for (const dependency of found) {
    for (const { name, manifest } of folders) {
      const named = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies };
      if (`@etl/${dependency}` in named) found.add(name);
    }
  }
  return [...found].sort();
}

describe('nx affected runs', () => {
  it('every check of a connector that changed, and none of its sibling', () => {
    const tasks = tasksFor('packages/connector-gong/src/gong.ts', 'lint', 'typecheck', 'test', 'build');

    expect(tasks).toEqual(
      expect.arrayContaining(
        ['build', 'lint', 'test', 'typecheck'].map((target) => `connector-gong:${target}`),
      ),
    );
    expect(tasks.filter((task) => task.startsWith('connector-sibling:'))).toEqual([]);
  });

  it('the tests of a connector and of what is tested with it, but of no other connector and no destination', () => {
    expect(affectedBy('packages/connector-gong/src/gong.ts')).toEqual([
      'bench',
      'config',
      'connector-gong',
      'runner',
    ]);
  });

  it('everything that depends on core, and nothing else', () => {
    const expected = dependentsOf('core');
    expect(expected).toEqual(
      expect.arrayContaining(['connector-gong', 'connector-sibling', 'destination-duckdb', 'runner']),
    );
    expect(affectedBy('packages/core/src/redactor.ts')).toEqual(expected);
  });

  it('the runner alone', () => {
    expect(affectedBy('apps/runner/src/cli.ts')).toEqual(['runner']);
  });

  it('the runner when the root README changed, whose examples its tests run', () => {
    expect(affectedBy('README.md')).toEqual(['runner']);
  });

  it('nothing when a text changed that nobody tests', () => {
    expect(affectedBy('CONTRIBUTING.md')).toEqual([]);
  });
});
