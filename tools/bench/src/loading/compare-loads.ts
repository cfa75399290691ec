import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstMessage, start, use } from './child.ts';
import { writeRecords } from './files.ts';
import type { Use } from './report-use.ts';

export const BASELINE = 'DuckDB alone';

export interface Comparison {
  readonly scenario: string;
  readonly records: number;
  readonly rounds: number;
}

/**
 * Loads a scenario's records into a new file, then again unchanged, then all of them changed, and between rounds lets
 * DuckDB alone load the same bytes. In turn, so that what else the machine does falls on all of them alike.
 */
export async function compareLoads({ scenario, records, rounds }: Comparison): Promise<Map<string, Use[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
  const [first = '', changed = ''] = [0, 1].map((revision) => join(folder, `records-${revision}.ndjson`));
  await writeRecords(first, scenario, records, 0);
  await writeRecords(changed, scenario, records, 1);
  const uses = new Map<string, Use[]>();
  const keep = (what: string, taken: Use): void => {
    uses.set(what, [...(uses.get(what) ?? []), taken]);
  };
  for (let round = 0; round < rounds; round += 1) {
    const [alone = '', loaded = ''] = ['alone', 'loaded'].map((name) => join(folder, `${name}.duckdb`));
    keep(BASELINE, await use('load-baseline', [scenario, first, alone]));
    keep('first load', await load(scenario, first, loaded));
    keep('nothing changed', await load(scenario, first, loaded));
    keep('everything changed', await load(scenario, changed, loaded));
    for (const database of [alone, loaded]) rmSync(database);
  }
  rmSync(folder, { recursive: true });
  return uses;
}

/** One load of a file through a page server into a database. */
export async function load(scenario: string, file: string, database: string): Promise<Use> {
  const server = start('page-server', [file]);
  try {
    const port = await firstMessage<number>(server);
    return await use('load-subject', [scenario, String(port), database]);
  } finally {
    server.kill();
  }
}
