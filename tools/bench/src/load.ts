/**
 * Loading over HTTP into a DuckDB file, against DuckDB's own INSERT … SELECT … FROM read_json of the same bytes.
 * Arguments: records (default 1,000,000), rounds (default 5).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { buildRecord } from './load/records.ts';
import { median } from './measure.ts';

interface Result {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

const [records = 1_000_000, rounds = 5] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
const script = (name: string): string => join(import.meta.dirname, 'load', `${name}.ts`);

async function firstMessage<Message>(child: ChildProcess): Promise<Message> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`The process ended with ${String(code)}.`)),
    ),
  ])) as [Message];
  return message;
}

async function load(database: string, revision: number): Promise<Result> {
  const server = fork(script('page-server'), [String(records), String(revision)]);
  try {
    const port = await firstMessage<number>(server);
    return await firstMessage<Result>(fork(script('load-subject'), [String(port), database]));
  } finally {
    server.kill();
  }
}

async function writeRecords(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (let number = 0; number < records; number += 1) {
    if (!file.write(`${buildRecord(number)}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

const source = join(folder, 'records.ndjson');
await writeRecords(source);
const results = new Map<string, Result[]>();
const keep = (name: string, result: Result): void => {
  results.set(name, [...(results.get(name) ?? []), result]);
};
for (let round = 0; round < rounds; round += 1) {
  const baseline = join(folder, `baseline-${round}.duckdb`);
  const subject = join(folder, `subject-${round}.duckdb`);
  keep('DuckDB alone', await firstMessage<Result>(fork(script('load-baseline'), [source, baseline])));
  keep('first load', await load(subject, 0));
  keep('nothing changed', await load(subject, 0));
  keep('everything changed', await load(subject, 1));
  rmSync(baseline);
  rmSync(subject);
}
rmSync(folder, { recursive: true });

const seconds = (name: string): number => median((results.get(name) ?? []).map((result) => result.seconds));
const rows = [...results].map(([what, taken]) => ({
  what,
  'records/s': Math.round(records / seconds(what)),
  'share of DuckDB alone': Number((seconds('DuckDB alone') / seconds(what)).toFixed(2)),
  'peak MB': Math.round(Math.max(...taken.map((result) => result.peakMegabytes))),
}));
console.table(rows);
mkdirSync(join(import.meta.dirname, '../results'), { recursive: true });
writeFileSync(
  join(import.meta.dirname, '../results/load.json'),
  `${JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, records, rounds, rows }, null, 2)}\n`,
);
