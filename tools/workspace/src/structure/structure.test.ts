import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as fileRules from './file-rules.ts';
import * as manifestRules from './manifest-rules.ts';
import * as pluginRules from './plugin-rules.ts';
import { listProjectFolders } from './project-folder.ts';
import type { Rule } from './rule.ts';

const ROOT = join(import.meta.dirname, '../../../..');

const EVERYWHERE: Rule[] = [fileRules.tellingNames, fileRules.shortSources, fileRules.everyTestRuns];
const IN_PACKAGES: Rule[] = [
  manifestRules.manifestFields,
  manifestRules.shippedFiles,
  manifestRules.entryPoints,
  manifestRules.tags,
  fileRules.requiredFiles,
  fileRules.readmeUsage,
  fileRules.indexOnlyReExports,
  pluginRules.connectorShipsEmulator,
  pluginRules.pluginConforms,
];

describe.each([
  { parent: 'packages', rules: [...EVERYWHERE, ...IN_PACKAGES] },
  { parent: 'apps', rules: EVERYWHERE },
  { parent: 'tools', rules: EVERYWHERE },
])('$parent', ({ parent, rules }) => {
  const folders = listProjectFolders(join(ROOT, parent));

  it('has projects', () => {
    expect(folders).not.toEqual([]);
  });

  it.each(folders)('$name keeps the rules', (folder) => {
    expect(rules.flatMap((rule) => rule(folder))).toEqual([]);
  });
});
