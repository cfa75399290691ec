import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryWorkspace, type TemporaryWorkspace } from './__fixtures__/temporary-workspace.ts';
import { listProjectFolders } from './structure/project-folder.ts';

let workspace: TemporaryWorkspace;

beforeAll(() => {
  workspace = createTemporaryWorkspace();
});

afterAll(() => {
  workspace.remove();
});

/** The projects that a change to `file` affects. */
function affectedBy(file: string): string[] {
  appendFileSync(join(workspace.path, file), '\n');
  const projects = JSON.parse(
    workspace.run('nx', 'show', 'projects', '--affected', '--base=main', '--json'),
  ) as string[];
  workspace.restore();
  return projects.sort();
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

describe('nx affected names', () => {
  it('a connector and what is tested with it, but no other connector and no destination', () => {
    expect(affectedBy('packages/connector-gong/src/gong.ts')).toEqual(['config', 'connector-gong', 'runner']);
  });

  it('everything that depends on core, and nothing else', () => {
    const expected = dependentsOf('core');
    expect(expected).toEqual(expect.arrayContaining(['connector-gong', 'destination-duckdb', 'runner']));
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
