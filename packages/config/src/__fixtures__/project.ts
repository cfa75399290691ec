import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  InvalidConfigError,
  loadConfig,
  type ConfigIssue,
  type LoadConfigOptions,
  type PipelineConfig,
} from '../index.js';
import { importPlugin } from './plugins.js';

export const PIPELINE = 'name: main\ndestination:\n  type: duckdb\n  config: { path: "warehouse.duckdb" }\n';
export const SOURCE = `source:
  name: gong
  type: api
  connector: gong
  config:
    api_token: 'access:hush-hush'
destination:
  schema: GONG_DATA
`;

/** The plan this project started from, word for word. */
export const PLAN = `source:
  name: gong
  type: estuary                # or \`api\`: the connector talks to the vendor itself
  connector: source-gong       # \`gong\` → @etl/connector-gong; a full package name works too
  config: { api_endpoint: "\${GONG_API_ENDPOINT}", api_token: "\${GONG_API_KEY}", start_date: "2024-01-01" }
destination: { type: snowflake, schema: GONG_DATA, tables: [calls, transcripts, users] }
`;

export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** A temporary directory with a sound configuration in `configs/`, changed by `files`; `undefined` leaves one out. */
export async function writeProject(files: Files = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'etl-config-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const all: Files = { 'configs/pipeline.yaml': PIPELINE, 'configs/sources/gong.yaml': SOURCE, ...files };
  for (const [name, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    if (content !== undefined) await writeFile(join(root, name), content);
  }
  return root;
}

/** Loads `configs/` of the project. Unless told otherwise: production, and nothing in the environment. */
export function load(root: string, options: Partial<LoadConfigOptions> = {}): Promise<PipelineConfig> {
  return loadConfig({
    directory: join(root, 'configs'),
    environment: {},
    profile: 'production',
    importPlugin,
    startEmulator: () =>
      Promise.resolve({ api_endpoint: 'http://127.0.0.1:4711', api_token: 'emulator:credential' }),
    ...options,
  });
}

/** What is wrong with the project, with files named from its root. */
export async function issuesOf(
  root: string,
  options: Partial<LoadConfigOptions> = {},
): Promise<ConfigIssue[]> {
  try {
    await load(root, options);
  } catch (error) {
    if (!(error instanceof InvalidConfigError)) throw error;
    return error.issues.map((issue) => ({ ...issue, file: issue.file.replace(`${root}/`, '') }));
  }
  return [];
}
