/** Sentences of transcripts through the transformer, against DuckDB alone. Arguments: calls (default 1,000), rounds (default 5). */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { use } from './loading/child.ts';
import { BASELINE } from './loading/compare-loads.ts';
import { printComparison } from './loading/print-comparison.ts';
import type { Use } from './loading/report-use.ts';
import { buildTranscript, SENTENCES_PER_CALL } from './sentences/gong-records.ts';

const [calls = 1000, rounds = 5] = process.argv.slice(2).map(Number);
const CHANGED_CALLS = Math.max(1, Math.round(calls / 100));
const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
const [file = '', alone = '', database = ''] = ['transcripts.ndjson', 'alone.duckdb', 'gong.duckdb'].map(
  (name) => join(folder, name),
);
const lines = Array.from({ length: calls }, (_, number) => number);
await pipeline(
  Readable.from(lines).map((number: number) => `${buildTranscript(number)}\n`),
  createWriteStream(file),
);

const uses = new Map<string, Use[]>();
const keep = async (what: string, script: string, parameters: readonly string[]): Promise<void> => {
  uses.set(what, [...(uses.get(what) ?? []), await use(`../sentences/${script}`, parameters)]);
};
for (let round = 0; round < rounds; round += 1) {
  await keep(BASELINE, 'unnest-alone', [file, alone]);
  await use('../sentences/load-calls', [database, String(calls)]);
  await keep('all sentences, all marts', 'transform', [database]);
  await keep('nothing changed', 'transform', [database]);
  await use('../sentences/load-calls', [database, String(CHANGED_CALLS), '1']);
  await keep('1 % of the calls changed', 'transform', [database]);
  for (const path of [alone, database]) rmSync(path);
}
rmSync(folder, { recursive: true });
printComparison('sentences', { scenario: 'sentences', records: calls * SENTENCES_PER_CALL, rounds }, uses);
