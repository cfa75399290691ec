import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Project {
  readonly folder: string;
  /** The script of the command. */
  readonly command: string;
  /** The parameter that names the project. */
  readonly config: string;
}

/** A project with one source and a DuckDB file, in a folder of its own. */
export function createProject(apiEndpoint: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
  const configs = join(folder, 'configs');
  mkdirSync(join(configs, 'sources'), { recursive: true });
  writeFileSync(
    join(configs, 'pipeline.yaml'),
    'name: bench\ndestination: { type: duckdb, config: { path: bench.duckdb } }\n',
  );
  writeFileSync(
    join(configs, 'sources/gong.yaml'),
    [
      'source:',
      '  name: gong',
      '  type: api',
      '  connector: gong',
      `  config: { api_endpoint: "${apiEndpoint}", api_token: "key:secret" }`,
      'destination: { schema: GONG }',
      '',
    ].join('\n'),
  );
  return {
    folder,
    command: join(import.meta.dirname, '../../../../apps/runner/bin/etl.js'),
    config: `--config=${configs}`,
  };
}
