import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryWorkspace, type TemporaryWorkspace } from '../__fixtures__/temporary-workspace.ts';
import * as fileRules from '../structure/file-rules.ts';
import * as manifestRules from '../structure/manifest-rules.ts';
import * as pluginRules from '../structure/plugin-rules.ts';
import { readProjectFolder } from '../structure/project-folder.ts';
import type { Rule } from '../structure/rule.ts';

const RULES: Rule[] = [fileRules, manifestRules, pluginRules].flatMap((rules) => Object.values<Rule>(rules));

let workspace: TemporaryWorkspace;

beforeAll(() => {
  workspace = createTemporaryWorkspace();
});

afterAll(() => {
  workspace.remove();
});

describe.each([
  { kind: 'connector', name: 'acme-crm' },
  { kind: 'transformer', name: 'redact' },
])('nx g @etl/workspace:$kind $name', ({ kind, name }) => {
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

  it.each(['typecheck', 'lint', 'test', 'build'])('makes a package that passes %s at once', (target) => {
    const { failed, output } = workspace.attempt(
      'nx',
      'run',
      `${project}:${target}`,
      '--exclude-task-dependencies',
    );

    expect(failed ? output : '').toBe('');
  });

  it('does not overwrite it', () => {
    const { failed, output } = workspace.attempt('nx', 'g', `@etl/workspace:${kind}`, name);

    expect(failed).toBe(true);
    expect(output).toContain(`packages/${project} is there already`);
  });
});

it('refuses a name that cannot be a package’s', () => {
  const { failed, output } = workspace.attempt('nx', 'g', '@etl/workspace:connector', 'Acme_CRM');

  expect(failed).toBe(true);
  expect(output).toContain('"Acme_CRM" cannot name a package');
});
