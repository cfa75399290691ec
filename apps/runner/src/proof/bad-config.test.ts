import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTables } from '../__fixtures__/database.js';
import { runEtl } from '../__fixtures__/etl-process.js';
import { digestOf, expectRefusal, type Refusal } from '../__fixtures__/expect-refusal.js';
import { createProject, sourceYaml, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const SOURCE = 'configs/sources/gong.yaml';
const PIPELINE = 'configs/pipeline.yaml';

const PRODUCTION = {
  ETL_PROFILE: 'production',
  GONG_API_ENDPOINT: 'http://127.0.0.1:9',
  GONG_API_KEY: 'gong-key:gong-secret',
};

/** A database that was loaded once; no wrong configuration may touch it. */
let loaded: string;

beforeAll(async () => {
  const project = await createProject({ directory: await makeFolder() });
  expect((await runEtl(['run'], { directory: project.directory })).code).toBe(0);
  loaded = join(project.directory, 'sandbox.duckdb');
});

interface Case extends Refusal {
  /** A source that cannot list what is selected has a receipt in the database: only its tables stay as they were. */
  readonly isTold?: boolean;
  readonly change?: (project: Project) => Promise<void>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

function write(path: string, content: string | Uint8Array) {
  return (project: Project) => project.write(path, content);
}

function edited(edit: (yaml: string) => string) {
  return write(SOURCE, edit(sourceYaml({})));
}

const CASES: Readonly<Record<string, Case>> = {
  'broken YAML': {
    change: write(SOURCE, 'source:\n  name: gong\n  type: [api\n'),
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:\d+/],
  },
  'YAML with tabs': {
    change: write(SOURCE, 'source:\n\tname: gong\n'),
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:2/, /tab/i],
  },
  'an empty file': { change: write(SOURCE, ''), code: 2, says: [/^configs\/sources\/gong\.yaml/] },
  'a list in place of keys': {
    change: write(SOURCE, '- gong\n- slack\n'),
    code: 2,
    says: [/^configs\/sources\/gong\.yaml/],
  },
  'a key twice': {
    change: edited((yaml) => yaml.replace('  name: gong', '  name: gong\n  name: gong')),
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:3:3: This key stands twice/, 'Keep one of them.'],
  },
  'bytes that are not UTF-8': {
    change: write(SOURCE, Uint8Array.from([0x73, 0xff, 0xfe, 0x3a, 0x0a])),
    code: 2,
    says: ['configs/sources/gong.yaml', 'UTF-8'],
  },
  'a misspelt key of the file': {
    change: edited((yaml) => yaml.replace('connector:', 'conector:')),
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:4:\d+ source\.conector: .*Did you mean `connector`\?$/m],
  },
  'a misspelt option of the connector': {
    change: edited((yaml) => yaml.replace('start_date:', 'start_dat:')),
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:10:\d+ source\.config\.start_dat: /, 'start_date'],
  },
  'a number of the wrong type': {
    change: edited((yaml) => yaml.replace('requests_per_second: 10000', 'requests_per_second: fast')),
    environment: PRODUCTION,
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:8:\d+ source\.config\.requests_per_second: .*"?fast"?/],
  },
  'a number below its limit': {
    change: edited((yaml) => yaml.replace('requests_per_second: 10000', 'requests_per_second: 0')),
    environment: PRODUCTION,
    code: 2,
    says: [/source\.config\.requests_per_second: .*0/],
  },
  'a date that does not exist': {
    change: edited((yaml) => yaml.replace(/start_date: .*/, 'start_date: "2026-02-30"')),
    code: 2,
    says: [/source\.config\.start_date: .*2026-02-30/],
  },
  'a span that is none': {
    change: edited((yaml) => yaml.replace(/start_date: .*/, 'look_back: a week')),
    code: 2,
    says: [/source\.config\.look_back: .*a week/],
  },
  'an address that is none': {
    change: edited((yaml) => yaml.replace(/api_endpoint: .*/, 'api_endpoint: gong.io')),
    environment: PRODUCTION,
    code: 2,
    says: [/source\.config\.api_endpoint: .*gong\.io.*http/],
  },
  'a variable that is not set': {
    environment: { ETL_PROFILE: 'production', GONG_API_ENDPOINT: 'http://127.0.0.1:9' },
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:7:\d+ source\.config\.api_token: .*GONG_API_KEY/, '.env'],
  },
  'a credential without its secret': {
    environment: { ...PRODUCTION, GONG_API_KEY: 'half-a-credential' },
    code: 2,
    says: [/source\.config\.api_token: .*<access key>:<access key secret>/],
  },
  'an unknown connector': {
    change: edited((yaml) => yaml.replace('connector: gong', 'connector: gnog')),
    code: 2,
    says: [/^configs\/sources\/gong\.yaml:4:\d+ source\.connector: .*gnog/, '@etl/connector-gnog'],
  },
  'a package that is no connector': {
    change: edited((yaml) => yaml.replace('connector: gong', "connector: '@etl/core'")),
    code: 2,
    says: [/source\.connector: .*@etl\/core/],
  },
  'Estuary, which is not installed': {
    change: edited((yaml) => yaml.replace('type: api', 'type: estuary')),
    environment: PRODUCTION,
    code: 2,
    says: [/source\.type: Found `type: estuary`/, 'Write `type: api`'],
  },
  'another destination than the pipeline’s': {
    change: edited((yaml) => yaml.replace('destination:\n', 'destination:\n  type: snowflake\n')),
    environment: PRODUCTION,
    code: 2,
    says: [/destination\.type: Found the destination `snowflake`.*`duckdb`/],
  },
  'an unknown destination': {
    change: write(PIPELINE, 'name: main\ndestination:\n  type: oracle\n'),
    environment: PRODUCTION,
    code: 2,
    says: [/^configs\/pipeline\.yaml:3:\d+ destination\.type: .*oracle/],
  },
  'an unknown profile': {
    environment: { ...PRODUCTION, ETL_PROFILE: 'staging' },
    code: 2,
    says: ['Found the profile "staging"', 'Known: `sandbox`, `production`.'],
  },
  'a table that the source does not have': {
    change: edited((yaml) => yaml.replace('- transcripts', '- transcript')),
    code: 2,
    says: [
      /^gong\.\* failed: configs\/sources\/gong\.yaml:\d+:\d+ destination\.tables\S*: .*transcript\b/,
      'transcripts',
    ],
    isTold: true,
  },
  'two sources of one name': {
    change: write('configs/sources/other.yaml', sourceYaml({})),
    code: 2,
    says: [/^configs\/sources\/(other|gong)\.yaml:2:\d+ source\.name: .* has too\. Give each/],
  },
  'no sources at all': {
    change: ({ directory }) => rm(join(directory, 'configs/sources'), { recursive: true }),
    code: 2,
    says: ['configs/sources'],
  },
  'no pipeline.yaml': {
    change: ({ directory }) => rm(join(directory, PIPELINE)),
    code: 2,
    says: ['configs/pipeline.yaml'],
  },
  'a folder in place of a file': {
    change: async ({ directory }) => {
      await rm(join(directory, SOURCE));
      await mkdir(join(directory, SOURCE));
    },
    code: 2,
    says: ['configs/sources/gong.yaml'],
  },
  'a configuration folder that is not there': {
    args: ['--config', 'nowhere'],
    code: 2,
    says: ['nowhere/pipeline.yaml: The file does not exist. Create it.', 'nowhere/sources: '],
    messages: 3,
  },
  'a source that is not configured': {
    args: ['--source', 'slack'],
    code: 2,
    says: ['No source is named "slack" (--source). Configured: gong.'],
  },
  'a stream that the source does not have': {
    args: ['--stream', 'emails'],
    code: 2,
    says: ['Source gong has no stream "emails" (--stream). It has: users, calls'],
    isTold: true,
  },
  'data that is not there': {
    args: ['--data', 'nowhere'],
    code: 2,
    says: ['nowhere holds none of calls_extensive.ndjson', 'point to a folder'],
  },
  'data with a broken line': {
    change: write('data/users.ndjson', '{"id":"1"}\n{"id":\n'),
    args: ['--data', 'data'],
    code: 2,
    says: ['users.ndjson line 2: ', 'Correct or remove this line.'],
  },
  'data with a line that is no object': {
    change: write('data/users.ndjson', '[{"id":"1"}]\n'),
    args: ['--data', 'data'],
    code: 2,
    says: ['users.ndjson line 1: not a JSON object. Correct or remove this line.'],
  },
};

describe('a configuration that cannot be used', () => {
  it.concurrent.each(Object.entries(CASES))(
    '%s',
    async (_, { change, environment, args = [], isTold, ...refusal }) => {
      const project = await createProject({ directory: await makeFolder() });
      await Promise.all(
        ['sandbox.duckdb', 'warehouse.duckdb'].map((file) => copyFile(loaded, join(project.directory, file))),
      );
      await change?.(project);
      const files = ['sandbox.duckdb', 'warehouse.duckdb'].map((file) => join(project.directory, file));
      const look: (path: string) => Promise<unknown> = isTold === true ? readTables : digestOf;
      const before = await Promise.all(files.map((file) => look(file)));

      const run = await runEtl(['run', ...args], {
        directory: project.directory,
        ...(environment && { environment }),
      });

      expectRefusal(run, refusal);
      expect(await Promise.all(files.map((file) => look(file)))).toEqual(before);
    },
  );
});
