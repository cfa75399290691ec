import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issuesOf, PIPELINE, SOURCE, writeProject, type Files } from './__fixtures__/project.js';

const PIPELINE_FILE = 'configs/pipeline.yaml';
const SOURCE_FILE = 'configs/sources/gong.yaml';

interface BadInput {
  readonly files: Files;
  readonly environment?: Readonly<Record<string, string>>;
  readonly code: string;
  readonly file?: string;
  /** `line:column`; absent where the file as a whole is wrong. */
  readonly at?: string;
  readonly path?: string;
  readonly found: string;
  readonly remedy: string;
}

/** The sound source file with one change. */
function source(from: string, to: string): Files {
  if (!SOURCE.includes(from)) throw new Error(`The sound file does not contain ${from}`);
  return { [SOURCE_FILE]: SOURCE.replace(from, to) };
}

function option(line: string): Files {
  return source('  config:\n', `  config:\n    ${line}\n`);
}

function pipeline(lines: string): Files {
  return { [PIPELINE_FILE]: `${PIPELINE}${lines}\n` };
}

const TOKEN = "api_token: 'access:hush-hush'";

const FILES: Readonly<Record<string, BadInput>> = {
  'no pipeline.yaml': {
    files: { [PIPELINE_FILE]: undefined },
    code: 'file_missing',
    file: PIPELINE_FILE,
    found: 'does not exist',
    remedy: 'Create it.',
  },
  'an empty file': {
    files: { [SOURCE_FILE]: '# nothing but a comment\n' },
    code: 'file_empty',
    found: 'empty',
    remedy: 'Fill it, or remove it.',
  },
  'a list at the root': {
    files: { [SOURCE_FILE]: '- source\n' },
    code: 'not_a_map',
    at: '1:1',
    found: 'found a list',
    remedy: 'key: value',
  },
  'a text at the root': {
    files: { [SOURCE_FILE]: 'source\n' },
    code: 'not_a_map',
    at: '1:1',
    found: 'found a single value',
    remedy: 'key: value',
  },
  'UTF-16': {
    files: { [SOURCE_FILE]: Buffer.from(`\uFEFF${SOURCE}`, 'utf16le') },
    code: 'file_encoding',
    found: 'UTF-16',
    remedy: 'Save it as UTF-8.',
  },
  'Latin-1': {
    files: { [SOURCE_FILE]: Buffer.from('source: { name: Müller }', 'latin1') },
    code: 'file_encoding',
    found: 'not text in UTF-8',
    remedy: 'Save it as UTF-8',
  },
  'a binary file': {
    files: { [SOURCE_FILE]: Buffer.from('PK\u0003\u0004\0\0source: {}') },
    code: 'file_encoding',
    found: 'not text',
    remedy: 'remove it',
  },
  'no source at all': {
    files: { [SOURCE_FILE]: undefined },
    code: 'no_sources',
    file: 'configs/sources',
    found: 'no source',
    remedy: 'gong.yaml',
  },
};

const SYNTAX: Readonly<Record<string, BadInput>> = {
  'a tab as indentation': {
    files: source('  name: gong', '\tname: gong'),
    code: 'yaml_syntax',
    at: '2:1',
    found: 'A tab indents this line.',
    remedy: 'Indent with spaces.',
  },
  'a key that stands twice': {
    files: source('  type: api\n', '  type: api\n  type: api\n'),
    code: 'yaml_syntax',
    at: '4:3',
    found: 'stands twice',
    remedy: 'Keep one of them.',
  },
  'several documents': {
    files: { [SOURCE_FILE]: `${SOURCE}---\n${SOURCE}` },
    code: 'yaml_syntax',
    at: '9:1',
    found: 'several documents',
    remedy: '---',
  },
  'a quote that is not closed': {
    files: source(TOKEN, 'api_token: "access:hush-hush'),
    code: 'yaml_syntax',
    at: '9:1',
    found: 'not closed',
    remedy: 'Close it.',
  },
  'a bracket that is not closed': {
    files: source('schema: GONG_DATA', 'tables: [calls'),
    code: 'yaml_syntax',
    at: '9:1',
    found: 'bracket is not closed',
    remedy: 'close the bracket',
  },
  'a second colon': {
    files: source('name: gong', 'name: gong: x'),
    code: 'yaml_syntax',
    at: '2:9',
    found: 'second colon',
    remedy: 'in quotes',
  },
  'a reserved first character': {
    files: source(TOKEN, 'api_token: @hush-hush'),
    code: 'yaml_syntax',
    at: '6:16',
    found: 'reserves',
    remedy: 'in quotes',
  },
  'an unknown tag': {
    files: source(TOKEN, 'api_token: !hush-hush x'),
    code: 'yaml_syntax',
    at: '6:16',
    found: 'tag is unknown',
    remedy: 'in quotes',
  },
  'an alias without anchor': {
    files: source(TOKEN, 'api_token: *hush-hush'),
    code: 'yaml_syntax',
    at: '6:16',
    found: 'names no anchor',
    remedy: 'in quotes',
  },
  'an alias bomb': {
    files: { [SOURCE_FILE]: 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n' },
    code: 'yaml_aliases',
    at: '3:5',
    found: 'holds aliases or itself',
    remedy: 'Write the values out.',
  },
  'an alias of itself': {
    files: { [SOURCE_FILE]: 'a: &a [*a]\n' },
    code: 'yaml_aliases',
    at: '1:8',
    found: 'holds aliases or itself',
    remedy: 'Write the values out.',
  },
  'too many aliases': {
    files: { [SOURCE_FILE]: `a: &a x\nb: [${Array(51).fill('*a').join(', ')}]\n` },
    code: 'yaml_aliases',
    at: '2:205',
    found: 'more than 50 aliases',
    remedy: 'Write the values out.',
  },
};

const OPTIONS: Readonly<Record<string, BadInput>> = {
  'an unknown option that is nearly a known one': {
    files: source('api_token', 'api_tokn'),
    code: 'unknown_key',
    at: '6:5',
    path: 'source.config.api_tokn',
    found: '`api_tokn` is unknown',
    remedy: 'Did you mean `api_token`?',
  },
  'an unknown option like no known one': {
    files: option('colour: red'),
    code: 'unknown_key',
    at: '6:5',
    path: 'source.config.colour',
    found: '`colour` is unknown',
    remedy: 'Known: `api_endpoint`, `api_token`,',
  },
  'an option in camel case': {
    files: option('start-date: "2024-01-01"'),
    code: 'unknown_key',
    at: '6:5',
    path: 'source.config.start-date',
    found: '`start-date`',
    remedy: 'Did you mean `start_date`?',
  },
  'an option called __proto__': {
    files: option('__proto__: { media: true }'),
    code: 'unknown_key',
    at: '6:5',
    path: 'source.config.__proto__',
    found: '`__proto__` is unknown',
    remedy: 'Known:',
  },
  'a text for a boolean': {
    files: option('media: "yes"'),
    code: 'wrong_type',
    at: '6:5',
    path: 'source.config.media',
    found: 'Expected true or false, found "yes".',
    remedy: 'Write true or false. Whether to read recordings.',
  },
  'a number for a text, with the digits as written': {
    files: option('workspace_id: 1234567890123456789'),
    code: 'wrong_type',
    at: '6:5',
    path: 'source.config.workspace_id',
    found: 'Expected a text, found 1234567890123456789.',
    remedy: 'Write a text.',
  },
  'a list for a number': {
    files: option('requests_per_second: [1, 2]'),
    code: 'wrong_type',
    at: '6:5',
    path: 'source.config.requests_per_second',
    found: 'Expected a number, found a list of 2.',
    remedy: 'Most requests per second.',
  },
  'a number out of range': {
    files: option('requests_per_second: -1'),
    code: 'invalid_value',
    at: '6:5',
    path: 'source.config.requests_per_second',
    found: 'Found -1: Too small',
    remedy: 'Most requests per second.',
  },
  'a variable that is no number': {
    files: option("requests_per_second: '${RATE}'"),
    environment: { RATE: 'fast' },
    code: 'wrong_type',
    at: '6:5',
    path: 'source.config.requests_per_second',
    found: 'Expected a number, found "fast" from RATE.',
    remedy: 'Write a number.',
  },
  'a word that is nearly one of the choices': {
    files: option('mode: thorogh'),
    code: 'invalid_value',
    at: '6:5',
    path: 'source.config.mode',
    found: 'Found "thorogh", which is not accepted.',
    remedy: 'Did you mean `thorough`?',
  },
  'a date that is none': {
    files: option('start_date: 2024-02-30'),
    code: 'invalid_value',
    at: '6:5',
    path: 'source.config.start_date',
    found: 'Found "2024-02-30"',
    remedy: 'Read nothing before.',
  },
  'an address without scheme': {
    files: option('api_endpoint: api.example.com'),
    code: 'invalid_value',
    at: '6:5',
    path: 'source.config.api_endpoint',
    found: 'Found "api.example.com", which is not accepted.',
    remedy: 'Write an http(s) address, e.g. "https://api.example.com".',
  },
  'an address with a password in it': {
    files: option('api_endpoint: ftp://me:hush-hush@example.com'),
    code: 'invalid_value',
    at: '6:5',
    path: 'source.config.api_endpoint',
    found: 'Found "ftp://***@example.com"',
    remedy: 'Write an http(s) address',
  },
  'a credential of the wrong form': {
    files: source(TOKEN, "api_token: 'hush-hush'"),
    code: 'invalid_value',
    at: '6:5',
    path: 'source.config.api_token',
    found: 'Found a text (not shown: it may be a credential)',
    remedy: 'Write "key:secret".',
  },
  'a credential of the wrong type': {
    files: source(TOKEN, 'api_token: { access: hush-hush }'),
    code: 'wrong_type',
    at: '6:5',
    path: 'source.config.api_token',
    found: 'found a map (not shown',
    remedy: 'API key as `key:secret`.',
  },
  'a credential in the wrong place': {
    files: option("api_endpoint: '${GONG_API_KEY}'"),
    environment: { GONG_API_KEY: 'hush-hush' },
    code: 'invalid_value',
    at: '6:5',
    path: 'source.config.api_endpoint',
    found: 'it may be a credential) from GONG_API_KEY',
    remedy: 'Write an http(s) address',
  },
  'no credential': {
    files: source(TOKEN, 'media: true'),
    code: 'missing_key',
    at: '5:3',
    path: 'source.config.api_token',
    found: 'Found nothing: the key `api_token` is missing.',
    remedy: 'Write either api_token or oauth.',
  },
  'a credential without value': {
    files: source(TOKEN, 'api_token:'),
    code: 'missing_key',
    at: '6:5',
    path: 'source.config.api_token',
    found: 'Found nothing',
    remedy: 'Write either api_token or oauth.',
  },
  'a missing option inside an option': {
    files: source(TOKEN, 'oauth: { client_id: me }'),
    code: 'missing_key',
    at: '6:5',
    path: 'source.config.oauth.client_secret',
    found: 'the key `client_secret` is missing',
    remedy: 'Add it.',
  },
  'options that are a list': {
    files: source(`config:\n    ${TOKEN}`, 'config: [1]'),
    code: 'wrong_type',
    at: '5:3',
    path: 'source.config',
    found: 'Expected a map, found a list of 1.',
    remedy: 'Options of the connector.',
  },
};

const SLIPS: Readonly<Record<string, BadInput>> = {
  'no space after the colon of a credential': {
    files: source(TOKEN, 'api_token:access:hush-hush'),
    code: 'wrong_type',
    at: '5:3',
    path: 'source.config',
    found: 'Expected a map, found a text (is a space missing after a colon?).',
    remedy: 'Write a map.',
  },
  'no space after the colon of a credential in braces': {
    files: source(`config:\n    ${TOKEN}`, "config: { api_token:access:hush-hush, api_token: 'a:b' }"),
    code: 'unknown_key',
    at: '5:13',
    path: 'source.config',
    found: 'A key is unknown (not shown: it may hold a credential).',
    remedy: 'with a space after the colon',
  },
  'a credential with a dollar and brace in it': {
    files: source(TOKEN, "api_token: 'access:${hush-hush'"),
    code: 'malformed_variable',
    at: '6:5',
    path: 'source.config.api_token',
    found: 'Found a dollar and brace, which is no reference',
    remedy: '$${',
  },
};

const VARIABLES: Readonly<Record<string, BadInput>> = {
  'a variable that is not set': {
    files: source(TOKEN, "api_token: '${GONG_API_KEY}'"),
    code: 'missing_variable',
    at: '6:5',
    path: 'source.config.api_token',
    found: 'The environment variable GONG_API_KEY is not set or is empty.',
    remedy: '.env.example',
  },
  'a variable that is empty': {
    files: source(TOKEN, "api_token: 'access:${GONG_API_KEY}'"),
    environment: { GONG_API_KEY: '' },
    code: 'missing_variable',
    at: '6:5',
    path: 'source.config.api_token',
    found: 'GONG_API_KEY is not set or is empty.',
    remedy: '${GONG_API_KEY:-value}',
  },
  'a variable of an impossible name': {
    files: option("workspace_id: '${GONG-WORKSPACE}'"),
    code: 'malformed_variable',
    at: '6:5',
    path: 'source.config.workspace_id',
    found: 'Found "${GONG-WORKSPACE}"',
    remedy: '${NAME:-default}',
  },
  'a variable whose brace is not closed': {
    files: option("workspace_id: '${GONG_WORKSPACE'"),
    code: 'malformed_variable',
    at: '6:5',
    path: 'source.config.workspace_id',
    found: 'Found "${GONG_WORKSPACE"',
    remedy: '$${',
  },
};

const NAMES: Readonly<Record<string, BadInput>> = {
  'a connector that is not installed': {
    files: source('connector: gong', 'connector: gogn'),
    code: 'plugin_not_installed',
    at: '4:3',
    path: 'source.connector',
    found: '@etl/connector-gogn is not installed',
    remedy: 'npm install @etl/connector-gogn',
  },
  'a connector that is a path': {
    files: source('connector: gong', 'connector: ../gong'),
    code: 'plugin_name',
    at: '4:3',
    path: 'source.connector',
    found: 'Found "../gong"',
    remedy: 'short name in lower case',
  },
  'a connector that cannot be loaded': {
    files: source('connector: gong', 'connector: broken'),
    code: 'plugin_broken',
    at: '4:3',
    path: 'source.connector',
    found: 'cannot be loaded: Unexpected token',
    remedy: 'Install it anew',
  },
  'a package that is no connector': {
    files: source('connector: gong', "connector: '@etl/destination-duckdb'"),
    code: 'plugin_kind',
    at: '4:3',
    path: 'source.connector',
    found: 'exports no `connector`',
    remedy: 'Name a package that is a connector.',
  },
  'a connector of another version': {
    files: source('connector: gong', 'connector: future'),
    code: 'plugin_version',
    at: '4:3',
    path: 'source.connector',
    found: 'follows specification "v2"',
    remedy: 'Install a version',
  },
  'no connector': {
    files: source('  connector: gong\n', ''),
    code: 'missing_key',
    at: '1:1',
    path: 'source.connector',
    found: 'the key `connector` is missing',
    remedy: 'Add it. Short name',
  },
  'a type that is unknown': {
    files: source('type: api', 'type: apii'),
    code: 'invalid_value',
    at: '3:3',
    path: 'source.type',
    found: 'Found "apii"',
    remedy: 'Did you mean `api`?',
  },
  'a name with a space': {
    files: source('name: gong', 'name: my gong'),
    code: 'invalid_value',
    at: '2:3',
    path: 'source.name',
    found: 'Found "my gong"',
    remedy: 'Write letters, digits',
  },
  'a schema that begins like a system schema': {
    files: source('GONG_DATA', '_etl'),
    code: 'invalid_value',
    at: '8:3',
    path: 'destination.schema',
    found: 'Found "_etl"',
    remedy: 'beginning with a letter',
  },
  'an empty list of tables': {
    files: source('schema: GONG_DATA', 'tables: []'),
    code: 'invalid_value',
    at: '8:3',
    path: 'destination.tables',
    found: 'Found a list of 0',
    remedy: 'Tables to fill.',
  },
  'a table that is a number': {
    files: source('schema: GONG_DATA', 'tables: [calls, 7]'),
    code: 'wrong_type',
    at: '8:19',
    path: 'destination.tables[1]',
    found: 'Expected a text, found 7.',
    remedy: 'Write a text.',
  },
  'scopes that are accepted by another word': {
    files: source('type: api', 'accept_missing_scopes: every'),
    code: 'invalid_value',
    at: '3:3',
    path: 'source.accept_missing_scopes',
    found: 'Found "every"',
    remedy: 'Write "all" or a list of permissions.',
  },
  'a destination other than the pipeline’s': {
    files: source('schema: GONG_DATA', 'type: snowflake'),
    code: 'destination_conflict',
    at: '8:3',
    path: 'destination.type',
    found: 'Found the destination `snowflake`',
    remedy: 'change destination.type in pipeline.yaml',
  },
  'a name that two sources have': {
    files: { 'configs/sources/other.yaml': SOURCE.replace('GONG_DATA', 'OTHER') },
    code: 'duplicate_source',
    file: 'configs/sources/other.yaml',
    at: '2:3',
    path: 'source.name',
    found: 'Found the name `gong`, which',
    remedy: 'a name of its own',
  },
  'a schema that two sources fill': {
    files: {
      'configs/sources/other.yaml': SOURCE.replace('name: gong', 'name: other').replace(
        'GONG_DATA',
        'gong_data',
      ),
    },
    code: 'shared_schema',
    file: 'configs/sources/other.yaml',
    at: '8:3',
    path: 'destination.schema',
    found: 'Found the schema `gong_data`',
    remedy: 'a schema of its own',
  },
};

const PIPELINES: Readonly<Record<string, BadInput>> = {
  'an unknown setting': {
    files: pipeline('concurency: 3'),
    code: 'unknown_key',
    at: '5:1',
    path: 'concurency',
    found: '`concurency` is unknown',
    remedy: 'Did you mean `concurrency`?',
  },
  'a concurrency of none': {
    files: pipeline('concurrency: 0'),
    code: 'invalid_value',
    at: '5:1',
    path: 'concurrency',
    found: 'Found 0: Too small',
    remedy: 'Streams read at the same time',
  },
  'a concurrency of one and a half': {
    files: pipeline('concurrency: 1.5'),
    code: 'wrong_type',
    at: '5:1',
    path: 'concurrency',
    found: 'Expected a whole number, found 1.5.',
    remedy: 'Write a whole number.',
  },
  'a share above the whole': {
    files: pipeline('deletion_brake: { share: 10 }'),
    code: 'invalid_value',
    at: '5:19',
    path: 'deletion_brake.share',
    found: 'Found 10: Too big',
    remedy: 'Share of the live rows',
  },
  'a schedule of six fields': {
    files: pipeline('schedule: 0 0 6 * * *'),
    code: 'invalid_value',
    at: '5:1',
    path: 'schedule',
    found: 'Found "0 0 6 * * *"',
    remedy: 'five cron fields',
  },
  'a schedule at a twenty-fifth hour': {
    files: pipeline('schedule: 0 25 * * *'),
    code: 'invalid_value',
    at: '5:1',
    path: 'schedule',
    found: 'Found "0 25 * * *"',
    remedy: 'Write a duration',
  },
  'a source that is nearly a file': {
    files: pipeline('sources: [gnog]'),
    code: 'unknown_source',
    at: '5:11',
    path: 'sources[0]',
    found: 'Found "gnog", which names no file',
    remedy: 'Did you mean `gong`?',
  },
  'a transformer that is not installed': {
    files: pipeline('transformers: [masc]'),
    code: 'plugin_not_installed',
    at: '5:16',
    path: 'transformers[0]',
    found: '@etl/transformer-masc is not installed',
    remedy: 'npm install',
  },
  'a transformer with an unknown key': {
    files: pipeline('transformers:\n  - { type: mask, confg: {} }'),
    code: 'unknown_key',
    at: '6:19',
    path: 'transformers[0].confg',
    found: '`confg` is unknown',
    remedy: 'Did you mean `config`?',
  },
  'a transformer whose type is a number': {
    files: pipeline('transformers:\n  - { type: 7 }'),
    code: 'wrong_type',
    at: '6:7',
    path: 'transformers[0].type',
    found: 'Expected a text, found 7.',
    remedy: 'Write a text. Short name',
  },
  'a transformer that is a number': {
    files: pipeline('transformers: [7]'),
    code: 'invalid_value',
    at: '5:16',
    path: 'transformers[0]',
    found: 'Found 7',
    remedy: 'Write a name, e.g. "gong"',
  },
  'a wrong option of a transformer': {
    files: pipeline('transformers:\n  - type: mask\n    config: { columns: email }'),
    code: 'wrong_type',
    at: '7:15',
    path: 'transformers[0].config.columns',
    found: 'Expected a list, found "email".',
    remedy: 'Write a list.',
  },
  'a transformer that reads another source than the one in whose file it stands': {
    files: {
      [SOURCE_FILE]: SOURCE.replace(
        'destination:',
        '  transformers:\n    - { type: calls, config: { source: crm } }\ndestination:',
      ),
    },
    file: SOURCE_FILE,
    code: 'transformer_of_another_source',
    at: '8:32',
    path: 'source.transformers[0].config.source',
    found: 'Found "crm" as the source of a transformer in the file of the source `gong`.',
    remedy: 'Leave `source` out',
  },
  'a wrong option of the destination': {
    files: { [PIPELINE_FILE]: PIPELINE.replace('path:', 'path: x, pth:') },
    code: 'unknown_key',
    file: PIPELINE_FILE,
    at: '4:22',
    path: 'destination.config.pth',
    found: '`pth` is unknown',
    remedy: 'Did you mean `path`?',
  },
  'no destination': {
    files: { [PIPELINE_FILE]: 'name: main\n' },
    code: 'missing_key',
    file: PIPELINE_FILE,
    at: '1:1',
    path: 'destination',
    found: 'the key `destination` is missing',
    remedy: 'The one place all sources are loaded into.',
  },
};

describe.each([
  ['file', FILES, SOURCE_FILE],
  ['YAML', SYNTAX, SOURCE_FILE],
  ['option', OPTIONS, SOURCE_FILE],
  ['variable', VARIABLES, SOURCE_FILE],
  ['slip', SLIPS, SOURCE_FILE],
  ['name', NAMES, SOURCE_FILE],
  ['pipeline', PIPELINES, PIPELINE_FILE],
] as const)('a wrong %s', (_, cases, defaultFile) => {
  it.each(Object.entries(cases))('%s', async (_name, bad) => {
    const issues = await issuesOf(await writeProject(bad.files), { environment: bad.environment ?? {} });
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual([[bad.code, bad.path ?? '']]);
    const [issue] = issues;
    expect(issue?.file).toBe(bad.file ?? defaultFile);
    expect(issue?.line === undefined ? undefined : `${issue.line}:${issue.column!}`).toBe(bad.at);
    expect(issue?.message).toContain(bad.found);
    expect(issue?.remedy).toContain(bad.remedy);
    expect(JSON.stringify(issues)).not.toContain('hush-hush');
  });
});

describe('a place that cannot be read', () => {
  it('directory in place of a file', async () => {
    const root = await writeProject({ [SOURCE_FILE]: undefined, [`${SOURCE_FILE}/x`]: '' });
    expect(await issuesOf(root)).toEqual([
      {
        code: 'file_is_directory',
        file: SOURCE_FILE,
        path: '',
        message: 'Found a directory where a file is expected.',
        remedy: 'Move it away and write a file of this name.',
      },
    ]);
  });

  it('link to itself', async () => {
    const root = await writeProject({ [SOURCE_FILE]: undefined });
    await symlink('gong.yaml', join(root, SOURCE_FILE));
    expect(await issuesOf(root)).toEqual([
      {
        code: 'file_unreadable',
        file: SOURCE_FILE,
        path: '',
        message: 'The file cannot be read (ELOOP).',
        remedy: 'Check the disk and the permissions.',
      },
    ]);
  });

  it('directory that does not exist', async () => {
    const root = await writeProject();
    const issues = await issuesOf(root, { directory: join(root, 'nowhere') });
    expect(issues).toMatchObject([
      { code: 'file_missing', file: 'nowhere/pipeline.yaml' },
      { code: 'directory_unreadable', file: 'nowhere/sources', message: expect.stringContaining('ENOENT') },
    ]);
  });

  it('.env that is a directory', async () => {
    const root = await writeProject();
    await mkdir(join(root, '.env'));
    expect(await issuesOf(root)).toMatchObject([{ code: 'file_is_directory', file: '.env' }]);
  });

  it('profile that does not exist', async () => {
    const issues = await issuesOf(await writeProject(), { profile: 'prodction' });
    expect(issues).toMatchObject([
      {
        code: 'unknown_profile',
        file: PIPELINE_FILE,
        message: 'Found the profile "prodction", which does not exist.',
        remedy: expect.stringContaining('Did you mean `production`?'),
      },
    ]);
  });
});
