/** Whether memory and cost per record stay what they are as the data grows. Arguments: numbers of records. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './loading/compare-loads.ts';
import { writeRecords } from './loading/files.ts';
import { writeResult } from './write-result.ts';

const SIZES = [300_000, 1_000_000, 3_000_000];
const given = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
const rows = [];
for (const records of given.length > 0 ? given : SIZES) {
  const [file = '', database = ''] = ['records.ndjson', 'loaded.duckdb'].map((name) => join(folder, name));
  await writeRecords(file, 'contacts', records, 0);
  const { seconds, cpuSeconds, peakMegabytes } = await load('contacts', file, database);
  rows.push({
    records,
    'records/s': Math.round(records / seconds),
    'CPU µs/record': Number(((cpuSeconds / records) * 1_000_000).toFixed(1)),
    'peak MB': Math.round(peakMegabytes),
  });
  for (const path of [file, database]) rmSync(path);
}
rmSync(folder, { recursive: true });
console.table(rows);
writeResult('growth', { rows });
