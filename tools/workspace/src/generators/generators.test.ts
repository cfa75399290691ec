import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryWorkspace, type TemporaryWorkspace } from '../__fixtures__/temporary-workspace.ts';
import * as fileRules from '../structure/file-rules.ts';
import * as manifestRules from '../structure/manifest-rules.ts';
import * as pluginRules from '../structure/plugin-rules.ts';
import { readProjectFolder } from '../structure/project-folder.ts';
import type { Rule } from '../structure/rule.ts';

const RULES: Rule[] = [fileRules, manifestRules, pluginRules].flatMap((rules) => Object.values<Rule>(rules));

const GENERATED = [
  { kind: 'connector', name: 'acme-crm' },
  { kind: 'destination', name: 'acme-db' },
  { kind: 'transformer', name: 'redact' },
];
const PROJECTS = GENERATED.map(({ kind, name }) => `${kind}-${name}`);

/** Twelve tasks, two conformance suites among them, on a machine that is busy with the rest of the gate. */
const EVERYTHING = 1_200_000;

let workspace: TemporaryWorkspace;

beforeAll(() => {
  workspace = createTemporaryWorkspace();
});

afterAll(() => {
  workspace.remove();
});

describe.each(GENERATED)('nx g @etl/workspace:$kind $name', ({ kind, name }) => {
  const project = `${kind}-${name}`;

  it('adds a package and a changeset, and says what to run next', () => {
    const said = workspace.run('nx', 'g', `@etl/workspace:${kind}`, name);
    workspace.link(project);

    const changed = workspace.run('git', 'status', '--porcelain').trim().split('\n').sort();
    expect(changed).toEqual([`?? .changeset/new-${project}.md`, `?? packages/${project}/`]);
    expect(said).toContain('npm install');
    workspace.commit(`Add ${project}`);
  });

  it('makes a package that keeps the rules and is formatted', () => {
    const folder = readProjectFolder(join(workspace.path, 'packages', project));

    expect(RULES.flatMap((rule) => rule(folder))).toEqual([]);
    workspace.run('prettier', '--check', `packages/${project}`, '.changeset');
  });
});

describe('nx g @etl/workspace', () => {
  it.each([
    ['connector', 'acme-crm', 'packages/connector-acme-crm is there already'],
    ['destination', 'Acme_DB', '"Acme_DB" cannot name a package'],
  ])('refuses a %s %s', (kind, name, reason) => {
    const { failed, output } = workspace.attempt('nx', 'g', `@etl/workspace:${kind}`, name);

    expect(failed).toBe(true);
    expect(output).toContain(reason);
    expect(workspace.run('git', 'status', '--porcelain')).toBe('');
  });
});

describe('what was generated', () => {
  // One run of nx for all: it reads the workspace once, and uses every core.
  it('passes typecheck, lint, test and build at once', { timeout: EVERYTHING }, () => {
    const targets = ['typecheck', 'lint', 'test', 'build'];
    const { failed, output } = workspace.attempt(
      'nx',
      'run-many',
      `--targets=${targets.join(',')}`,
      `--projects=${PROJECTS.join(',')}`,
      '--exclude-task-dependencies',
      '--output-style=static',
    );

    expect(failed ? output : '').toBe('');
    const plain = stripVTControlCharacters(output);
    for (const project of PROJECTS) {
      for (const target of targets) expect(plain).toContain(`nx run ${project}:${target}`);
    }
  });

  it('is found by the runner: its source, through its transformer, into its destination', () => {
    writeConfiguration(join(workspace.path, 'try/configs'));

    const events = runEtl('run', '--config', 'try/configs', '--json').trim().split('\n');
    const { receipts } = JSON.parse(events.at(-1) ?? '{}') as { receipts: Record<string, unknown>[] };
    const ended = receipts.map(({ stream, outcome }) => `${String(stream)} ${String(outcome)}`);
    expect(ended).toEqual(['users proved', 'orders proved']);
    expect(existsSync(join(workspace.path, 'try/data.db'))).toBe(true);
  });
});

/** The sandbox of the generated connector fills a database of the generated destination. */
function writeConfiguration(directory: string): void {
  const destination = { type: 'acme-db', config: { path: 'data.db' } };
  const pipeline = {
    name: 'generated',
    destination,
    profiles: { sandbox: { destination } },
    transformers: [{ type: 'redact', config: { columns: ['users.email'] } }],
  };
  mkdirSync(join(directory, 'sources'), { recursive: true });
  // JSON is YAML.
  writeFileSync(join(directory, 'pipeline.yaml'), JSON.stringify(pipeline));
  writeFileSync(
    join(directory, 'sources/acme-crm.yaml'),
    JSON.stringify({ source: { name: 'crm', connector: 'acme-crm' } }),
  );
}

/** The command from its sources, so that nothing has to be built. */
function runEtl(...args: string[]): string {
  return workspace.run(
    'node',
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    '--conditions=@etl/source',
    '--import=./packages/config/src/local-store/__fixtures__/typescript-hooks.mjs',
    'apps/runner/src/main.ts',
    ...args,
  );
}
