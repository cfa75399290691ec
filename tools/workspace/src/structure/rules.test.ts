import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as fileRules from './file-rules.ts';
import * as manifestRules from './manifest-rules.ts';
import * as pluginRules from './plugin-rules.ts';
import { listProjectFolders, readProjectFolder, type Manifest } from './project-folder.ts';
import type { Rule } from './rule.ts';

const RULES: Rule[] = [fileRules, manifestRules, pluginRules].flatMap((rules) => Object.values<Rule>(rules));

function entry(folder: string): Record<string, string> {
  const path = folder === '' ? 'index' : `${folder}/index`;
  return { '@etl/source': `./src/${path}.ts`, types: `./dist/${path}.d.ts`, import: `./dist/${path}.js` };
}

const MANIFEST: Manifest = {
  name: '@etl/connector-acme',
  version: '1.0.0',
  license: 'Apache-2.0',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=22' },
  repository: { directory: 'packages/connector-acme' },
  publishConfig: { access: 'public' },
  files: ['dist', 'src', '!src/**/*.test.ts', '!src/**/__fixtures__'],
  exports: { '.': entry(''), './emulator': entry('emulator'), './package.json': './package.json' },
  nx: { name: 'connector-acme', tags: ['type:connector', 'plugin'] },
};

const FILES: Record<string, string> = {
  'README.md': '# Acme\n\n## Usage\n',
  'tsconfig.json': '{}',
  'tsup.config.ts': '',
  'vitest.config.ts': '',
  'src/index.ts':
    "// What is public.\nexport * from './source.js';\nexport type { Call } from './call.js';\n",
  'src/emulator/index.ts': 'export {};\n',
  'src/conformance.test.ts': "import { testConnector } from '@etl/testing';\n",
};

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'structure-'));
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

interface Defect {
  name?: string;
  manifest?: Partial<Manifest>;
  files?: Record<string, string>;
  without?: string;
}

/** Writes a package without fault, except for the given defect. */
function writePackage({ name = 'connector-acme', manifest, files, without }: Defect = {}): string {
  const contents = { ...FILES, 'package.json': JSON.stringify({ ...MANIFEST, ...manifest }), ...files };
  for (const [file, text] of Object.entries(contents)) {
    if (file === without) continue;
    mkdirSync(dirname(join(parent, name, file)), { recursive: true });
    writeFileSync(join(parent, name, file), text);
  }
  return join(parent, name);
}

/** What all rules say about a package with this defect. */
function complaints(defect: Defect): string[] {
  const folder = readProjectFolder(writePackage(defect));
  return RULES.flatMap((rule) => rule(folder));
}

describe('a package without fault', () => {
  it('is left alone', () => {
    expect(complaints({})).toEqual([]);
  });

  it('is not judged by what was generated in it', () => {
    expect(
      complaints({
        files: { 'dist/utils.js': '', 'node_modules/a/helpers.ts': '', 'coverage/common/a.js': '' },
      }),
    ).toEqual([]);
  });

  it('is found with its neighbours', () => {
    writePackage({ name: 'one' });
    writePackage({ name: 'two' });
    mkdirSync(join(parent, 'not-a-package'));
    expect(listProjectFolders(parent).map(({ name }) => name)).toEqual(['one', 'two']);
  });
});

describe('package.json', () => {
  it.each<[string, Partial<Manifest>]>([
    ['name', { name: '@etl/acme' }],
    ['license', { license: 'MIT' }],
    ['type', { type: 'commonjs' }],
    ['sideEffects', { sideEffects: true }],
    ['engines.node', { engines: {} }],
    ['repository.directory', { repository: {} }],
    ['publishConfig.access', { publishConfig: { access: 'restricted' } }],
    ['version', { version: '0.1.0' }],
    ['files', { files: ['dist'] }],
    ['nx.tags', { nx: { name: 'connector-acme', tags: ['type:connector'] } }],
    ['nx.name', { nx: { name: 'acme', tags: ['type:connector', 'plugin'] } }],
  ])('with a wrong %s is refused', (field, manifest) => {
    const found = complaints({ manifest });
    expect(found).not.toEqual([]);
    expect(found.every((complaint) => complaint.startsWith(`package.json: ${field} `))).toBe(true);
  });

  it.each([
    ['connector-kit', 'type:kit'],
    ['sql', 'type:sql'],
    ['destination-acme', 'type:destination, plugin'],
  ])('of %s is tagged %s', (name, expected) => {
    const folder = readProjectFolder(writePackage({ name, manifest: { nx: {} } }));
    expect(manifestRules.tags(folder)).toEqual([`package.json: nx.tags must be ${expected}, found `]);
  });
});

describe('exports', () => {
  const emulator = entry('emulator');
  it.each<[string, Manifest['exports'], string]>([
    ['without "."', { './emulator': emulator }, 'no "." entry'],
    ['with a plain path', { '.': './dist/index.js', './emulator': emulator }, 'no "@etl/source" condition'],
    [
      'in another order',
      { '.': Object.fromEntries(Object.entries(entry('')).reverse()), './emulator': emulator },
      'must be',
    ],
    [
      'of a file that is not there',
      { '.': entry(''), './emulator': entry('fake') },
      './src/fake/index.ts, which is not there',
    ],
    ['without the emulator', { '.': entry('') }, 'a connector exports "./emulator"'],
  ])('%s are refused', (_, exports, complaint) => {
    expect(complaints({ manifest: { exports: exports! } })).toEqual([expect.stringContaining(complaint)]);
  });
});

describe('files', () => {
  const left = (modifier: string): string => `import '@etl/testing';\nit.${modifier}('reads', () => {});\n`;

  it.each(['README.md', 'tsconfig.json', 'tsup.config.ts', 'vitest.config.ts', 'src/conformance.test.ts'])(
    '%s must be there',
    (without) => {
      expect(complaints({ without })).toEqual([`${without} is missing`]);
    },
  );

  it.each<[string, Record<string, string>, string]>([
    ['a README without usage', { 'README.md': '# Acme\n' }, 'README.md has no'],
    [
      'logic in an index',
      { 'src/index.ts': 'export const answer = 42;\n' },
      'src/index.ts may only re-export',
    ],
    [
      'a local export in an index',
      { 'src/index.ts': 'const a = 1;\nexport { a };\n' },
      'src/index.ts may only re-export',
    ],
    ['a file name that says nothing', { 'src/utils.ts': '' }, 'src/utils.ts: the name'],
    ['a folder name that says nothing', { 'src/shared/call.ts': '' }, 'src/shared/call.ts: the name'],
    ['a long source', { 'src/long.ts': '\n'.repeat(200) + '//' }, 'src/long.ts has 201 lines'],
    ['a skipped test', { 'src/call.test.ts': left('skip') }, 'uses .skip'],
    ['a focused test', { 'src/call.test.ts': left('concurrent.only') }, 'uses .only'],
    ['a promised test', { 'src/call.test.ts': left('todo') }, 'uses .todo'],
    ['a test that needs luck', { 'src/call.test.ts': left('skipIf(true)') }, 'uses .skipIf'],
    ['a conformance test of its own', { 'src/conformance.test.ts': '' }, 'does not import @etl/testing'],
  ])('%s is refused', (_, files, complaint) => {
    expect(complaints({ files })).toEqual([expect.stringContaining(complaint)]);
  });
});
