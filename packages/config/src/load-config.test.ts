import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issuesOf, load, PIPELINE, PLAN, SOURCE, writeProject } from './__fixtures__/project.js';

const KEYS = { GONG_API_ENDPOINT: 'https://eu.api.example.com', GONG_API_KEY: 'access:hush-hush' };

describe('loadConfig', () => {
  it('validates sources and destination with their own schemas and fills defaults in', async () => {
    const root = await writeProject();
    const config = await load(root);
    expect(config).toMatchObject({
      name: 'main',
      profile: 'production',
      concurrency: 4,
      deletionBrake: { share: 0.1, rows: 100 },
      transformers: [],
      localStoreDirectory: join(root, '.etl'),
    });
    expect(config.schedule).toBeUndefined();
    expect(config.sources).toHaveLength(1);
    expect(config.sources[0]).toMatchObject({
      name: 'gong',
      packageName: '@etl/connector-gong',
      schema: 'GONG_DATA',
      selection: {},
      acceptedMissingScopes: [],
      config: { api_token: 'access:hush-hush', start_date: Date.UTC(2015, 0, 1), requests_per_second: 3 },
    });
    expect(config.secrets).toEqual(['access:hush-hush']);
  });

  it('reads every setting', async () => {
    const root = await writeProject({
      'configs/pipeline.yaml': `${PIPELINE}concurrency: 2
deletion_brake: { share: 0.5 }
schedule: 15m
transformers: [mask, { type: mask, config: { columns: [email] } }]
`,
      'configs/sources/gong.yaml': `source:
  name: sales-calls
  connector: '@acme/erp'
  config: { api_token: 'a:bcd' }
  streams: [calls]
  accept_missing_scopes: [read]
  transformers: [mask]
destination:
  tables: [calls]
  columns: { calls: [id, title] }
`,
    });
    const config = await load(root);
    expect(config).toMatchObject({
      concurrency: 2,
      deletionBrake: { share: 0.5, rows: 100 },
      schedule: { kind: 'every', every: 900_000 },
      transformers: [{ config: { columns: [] } }, { config: { columns: ['email'] } }],
    });
    expect(config.sources[0]).toMatchObject({
      name: 'sales-calls',
      packageName: '@acme/erp',
      schema: 'sales_calls',
      selection: { streams: ['calls'], tables: ['calls'], columns: { calls: ['id', 'title'] } },
      acceptedMissingScopes: ['read'],
      transformers: [{ packageName: '@etl/transformer-mask' }],
    });
  });

  it('has a transformer of one source read the source in whose file it stands', async () => {
    const transformers = `  transformers: [calls, { type: calls, config: { depth: 2 } }, mask]\n`;
    const root = await writeProject({
      'configs/pipeline.yaml': `${PIPELINE}transformers: [calls]\n`,
      'configs/sources/gong.yaml': SOURCE.replace('name: gong', 'name: emea').replace(
        'destination:',
        `${transformers}destination:`,
      ),
    });
    const config = await load(root);
    expect(config.sources[0]?.transformers.map((transformer) => transformer.config)).toEqual([
      { source: 'emea' },
      { source: 'emea', depth: 2 },
      { columns: [] },
    ]);
    expect(config.transformers.map((transformer) => transformer.config)).toEqual([{ source: 'gong' }]);
  });

  it('picks source files by name and by pattern, and reads no others', async () => {
    const files = {
      'configs/sources/gong-eu.yaml': SOURCE.replace('name: gong', 'name: eu').replace('GONG_DATA', 'EU'),
      'configs/sources/gong-us.yml': SOURCE.replace('name: gong', 'name: us').replace('GONG_DATA', 'US'),
      'configs/sources/broken.yaml': '][',
      'configs/sources/readme.md': 'not YAML',
    };
    const names = async (sources: string): Promise<string[]> => {
      const root = await writeProject({
        ...files,
        'configs/pipeline.yaml': `${PIPELINE}sources: ${sources}\n`,
      });
      return (await load(root)).sources.map((source) => source.name);
    };
    expect(await names('[gong-*]')).toEqual(['eu', 'us']);
    expect(await names('[gong, gong-us, "gong*"]')).toEqual(['eu', 'us', 'gong']);
  });

  it('lets the environment go before .env, and .env before defaults', async () => {
    const root = await writeProject({
      '.env':
        '\uFEFFETL_PROFILE=production\nGONG_API_KEY="access:from-file"\nGONG_API_ENDPOINT=https://file.example.com\n',
      'configs/sources/gong.yaml': PLAN.replace('type: estuary', 'type: api').replace(
        'type: snowflake, ',
        '',
      ),
    });
    const { sources, profile } = await load(root, {
      profile: undefined as never,
      environment: { GONG_API_ENDPOINT: 'https://process.example.com', GONG_API_KEY: undefined },
    });
    expect(profile).toBe('production');
    expect(sources[0]?.config).toMatchObject({
      api_endpoint: 'https://process.example.com',
      api_token: 'access:from-file',
    });
  });

  it('reads numbers and booleans from variables where the schema wants them', async () => {
    const root = await writeProject({
      'configs/pipeline.yaml': `${PIPELINE}concurrency: '\${STREAMS:-7}'\n`,
      'configs/sources/gong.yaml': SOURCE.replace(
        '  config:',
        "  config:\n    media: '${MEDIA}'\n    requests_per_second: '${RATE}'",
      ),
    });
    const config = await load(root, { environment: { MEDIA: 'true', RATE: '1.5' } });
    expect(config.concurrency).toBe(7);
    expect(config.sources[0]?.config).toMatchObject({ media: true, requests_per_second: 1.5 });
  });

  it('never lets a variable change the structure of a file', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': SOURCE.replace('  config:', "  config:\n    workspace_id: '${WORKSPACE}'"),
    });
    const WORKSPACE = "x'\n    media: true # ${HOME} *a";
    const { sources } = await load(root, { environment: { WORKSPACE, HOME: '/root' } });
    expect(sources[0]?.config).toMatchObject({ workspace_id: WORKSPACE, media: false });
  });

  it('follows anchors', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': `source: { name: gong, connector: &name gong, config: { api_token: 'a:bcd', workspace_id: *name } }\n`,
    });
    expect((await load(root)).sources[0]?.config).toMatchObject({ workspace_id: 'gong' });
  });

  it('knows the destination of the pipeline by its short and its full name', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': SOURCE.replace('schema:', "type: '@etl/destination-duckdb'\n  schema:"),
    });
    expect((await load(root)).sources[0]?.schema).toBe('GONG_DATA');
  });

  it('tells everything that is wrong in all files at once', async () => {
    const root = await writeProject({
      'configs/pipeline.yaml': `${PIPELINE}concurrency: many\ntransformers: [masc]\n`,
      'configs/sources/broken.yaml': '][',
      'configs/sources/gong.yaml': SOURCE.replace('type: api', 'typ: api').replace('schema:', 'shema:'),
      'configs/sources/other.yaml': SOURCE.replace("'access:hush-hush'", "'${TOKEN}'\n    media: maybe"),
    });
    expect((await issuesOf(root)).map((issue) => `${issue.file}:${issue.line!} ${issue.code}`)).toEqual([
      'configs/pipeline.yaml:5 wrong_type',
      'configs/sources/broken.yaml:1 yaml_syntax',
      'configs/sources/gong.yaml:3 unknown_key',
      'configs/sources/gong.yaml:8 unknown_key',
      'configs/sources/other.yaml:6 missing_variable',
      'configs/sources/other.yaml:7 wrong_type',
    ]);
  });

  it('shows no credential that stands where none belongs', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': SOURCE.replace("'access:hush-hush'", "'access:${PLAIN}'"),
      'configs/sources/other.yaml': SOURCE.replace('gong', 'other').replace(
        'GONG_DATA',
        'the ${PLAIN} place',
      ),
    });
    const [issue] = await issuesOf(root, { environment: { PLAIN: 'hush-hush' } });
    expect(issue?.message).toBe('Found "the *** place" from PLAIN, which is not accepted.');
  });

  it('calls the connector that reads through Estuary once that package is installed', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': SOURCE.replace('type: api', 'type: estuary'),
    });
    const asked: string[] = [];
    const { importPlugin } = await import('./__fixtures__/plugins.js');
    const { sources } = await load(root, {
      importPlugin: (name) => {
        asked.push(name);
        return importPlugin(name === '@etl/connector-estuary' ? '@acme/erp' : name);
      },
    });
    expect(asked).toContain('@etl/connector-estuary');
    expect(sources[0]?.packageName).toBe('@etl/connector-estuary');
  });
});

describe('the plan this project started from', () => {
  it('loads word for word in the sandbox, without a variable, keeping schema and tables', async () => {
    const root = await writeProject({ 'configs/sources/gong.yaml': PLAN });
    const started: unknown[] = [];
    const config = await load(root, {
      profile: 'sandbox',
      startEmulator: (source) => {
        started.push(source);
        return Promise.resolve({ api_endpoint: 'http://127.0.0.1:4711', api_token: 'emulator:credential' });
      },
    });
    expect(started).toEqual([{ name: 'gong', packageName: '@etl/connector-gong' }]);
    expect(config.sources[0]).toMatchObject({
      schema: 'GONG_DATA',
      selection: { tables: ['calls', 'transcripts', 'users'] },
      config: {
        api_endpoint: 'http://127.0.0.1:4711',
        api_token: 'emulator:credential',
        start_date: Date.UTC(2024, 0, 1),
      },
    });
    expect(config.destination).toMatchObject({
      packageName: '@etl/destination-duckdb',
      config: { path: join(root, 'sandbox.duckdb') },
    });
    expect(config.secrets).toEqual(['emulator:credential']);
  });

  it('tells in production what stands in its way: Estuary, and another destination', async () => {
    const root = await writeProject({ 'configs/sources/gong.yaml': PLAN });
    expect(await issuesOf(root, { environment: KEYS })).toEqual([
      {
        code: 'plugin_not_installed',
        file: 'configs/sources/gong.yaml',
        line: 3,
        column: 3,
        path: 'source.type',
        message: 'Found `type: estuary`, but the package @etl/connector-estuary is not installed.',
        remedy: 'Write `type: api` to let the connector read from the vendor itself.',
      },
      {
        code: 'destination_conflict',
        file: 'configs/sources/gong.yaml',
        line: 6,
        column: 16,
        path: 'destination.type',
        message:
          'Found the destination `snowflake`, but the pipeline has one destination, and it is `duckdb`.',
        remedy: 'Remove this key or write `duckdb`; or change destination.type in pipeline.yaml.',
      },
    ]);
  });
});

describe('profiles', () => {
  const WITH_PROFILES = `name: main
destination: { type: snowflake, config: { account: acme, password: '\${WAREHOUSE_PASSWORD}' } }
profiles:
  sandbox: { concurrency: 1 }
  staging:
    destination: { type: duckdb, config: { path: 'staging-\${STAGE}.duckdb' } }
  empty:
    concurrency:
`;

  it('need variables only of the settings that are in force', async () => {
    const root = await writeProject({ 'configs/pipeline.yaml': WITH_PROFILES });
    const staging = await load(root, { profile: 'staging', environment: { STAGE: 'one' } });
    expect(staging.destination.config).toEqual({ path: 'staging-one.duckdb' });
    expect((await issuesOf(root)).map((issue) => issue.path)).toEqual(['destination.config.password']);
    expect((await issuesOf(root, { profile: 'staging' })).map((issue) => issue.path)).toEqual([
      'profiles.staging.destination.config.path',
    ]);
  });

  it('take effect in the sandbox too, which replaces the destination of the pipeline', async () => {
    const root = await writeProject({ 'configs/pipeline.yaml': WITH_PROFILES });
    const sandbox = await load(root, { profile: 'sandbox' });
    expect(sandbox.concurrency).toBe(1);
    expect(sandbox.destination.packageName).toBe('@etl/destination-duckdb');
  });

  it('leave alone what they name without a value', async () => {
    const root = await writeProject({ 'configs/pipeline.yaml': WITH_PROFILES });
    const { concurrency } = await load(root, {
      profile: 'empty',
      environment: { WAREHOUSE_PASSWORD: 'hush' },
    });
    expect(concurrency).toBe(4);
  });

  it('default to the sandbox', async () => {
    const root = await writeProject();
    expect((await load(root, { profile: undefined as never })).profile).toBe('sandbox');
    expect(
      (await load(root, { profile: undefined as never, environment: { ETL_PROFILE: '' } })).profile,
    ).toBe('sandbox');
  });
});

describe('the sandbox', () => {
  it('takes every credential out before it puts the emulator in', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': SOURCE.replace(
        "api_token: 'access:hush-hush'",
        "oauth: { client_id: me, client_secret: '${CLIENT_SECRET}' }\n    workspace_id: '${WORKSPACE}'\n    media: true",
      ),
    });
    const { sources } = await load(root, {
      profile: 'sandbox',
      environment: { CLIENT_SECRET: 'real-secret' },
    });
    expect(sources[0]?.input).toEqual({
      workspace_id: undefined,
      media: true,
      api_endpoint: 'http://127.0.0.1:4711',
      api_token: 'emulator:credential',
    });
  });

  it('names the variable of a value it cannot do without', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': SOURCE.replace('connector: gong', "connector: '${CONNECTOR}'"),
    });
    expect(await issuesOf(root, { profile: 'sandbox' })).toMatchObject([
      { path: 'source.connector', line: 4, message: 'Found nothing: the variable CONNECTOR is not set.' },
    ]);
  });
});

describe('a source that is named', () => {
  const other = SOURCE.replace('name: gong', 'name: crm')
    .replace('GONG_DATA', 'CRM_DATA')
    .replace('access:hush-hush', '${CRM_KEY}');

  it('is the only one to be loaded: variables and packages of the others need not be there', async () => {
    const root = await writeProject({
      'configs/sources/crm.yaml': other.replace('connector: gong', 'connector: missing'),
    });
    const config = await load(root, { source: 'gong' });
    expect(config.sources.map(({ name }) => name)).toEqual(['gong']);
    expect(config.otherSources).toMatchObject([{ name: 'crm', schema: 'CRM_DATA', selection: {} }]);
  });

  it('needs its own variables; whoever does not use it is told to delete its file', async () => {
    const root = await writeProject({ 'configs/sources/crm.yaml': other });
    for (const options of [{}, { source: 'crm' }])
      expect(await issuesOf(root, options)).toMatchObject([
        {
          code: 'missing_variable',
          file: 'configs/sources/crm.yaml',
          message: expect.stringContaining('CRM_KEY'),
          remedy: expect.stringMatching(/If you do not use this source, delete its file\.$/),
        },
      ]);
  });

  it('is the only one for which an emulator is started', async () => {
    const root = await writeProject({ 'configs/sources/crm.yaml': other });
    const started: string[] = [];
    await load(root, {
      profile: 'sandbox',
      source: 'crm',
      startEmulator: ({ name }) => {
        started.push(name);
        return Promise.resolve({ api_token: 'emulator:credential' });
      },
    });
    expect(started).toEqual(['crm']);
  });

  it('may have its name from a variable', async () => {
    const root = await writeProject({
      'configs/sources/crm.yaml': other.replace('name: crm', "name: '${CRM:-crm}'"),
    });
    const { sources } = await load(root, { source: 'crm', environment: { CRM_KEY: 'key:secret' } });
    expect(sources.map(({ name }) => name)).toEqual(['crm']);
  });

  it('that nobody configured leaves all of them among the others', async () => {
    const { sources, otherSources } = await load(await writeProject(), { source: 'slack' });
    expect(sources).toEqual([]);
    expect(otherSources.map(({ name }) => name)).toEqual(['gong']);
  });

  it('must not write over one of the others', async () => {
    const root = await writeProject({ 'configs/sources/crm.yaml': other.replace('CRM_DATA', 'GONG_DATA') });
    expect(await issuesOf(root, { source: 'gong' })).toMatchObject([{ code: 'shared_schema' }]);
  });
});
