/** Loading a Slack export, and running again when nothing is new. Argument: megabytes of the ZIP (default 1,000). */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { use } from './loading/child.ts';
import { writeResult } from './write-result.ts';

const MEGABYTE = 1_000_000;
const MESSAGES_PER_CHANNEL = 500;

const [megabytes = 1000] = process.argv.slice(2).map(Number);
const channels = Math.max(1, Math.round((megabytes * 1000) / MESSAGES_PER_CHANNEL));
const messages = channels * MESSAGES_PER_CHANNEL;
const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
const [file = '', database = ''] = ['export.zip', 'loaded.duckdb'].map((name) => join(folder, name));
// In a process of its own: a child's peak begins with what its parent holds.
await use('../export/write-export', [file, String(channels), String(MESSAGES_PER_CHANNEL)]);
const zip = statSync(file).size / MEGABYTE;
const rows = [];
for (const what of ['first load', 'nothing new']) {
  const { seconds, cpuSeconds, peakMegabytes } = await use('../export/load-export', [file, database]);
  rows.push({
    what,
    'ZIP MB': Math.round(zip),
    channels,
    messages,
    seconds: Number(seconds.toFixed(1)),
    'messages/s': Math.round(messages / seconds),
    'ZIP MB/s': Number((zip / seconds).toFixed(1)),
    'CPU µs/message': Number(((cpuSeconds / messages) * MEGABYTE).toFixed(1)),
    'peak MB': Math.round(peakMegabytes),
  });
}
rmSync(folder, { recursive: true });
console.table(rows);
writeResult('slack-export', { rows });
