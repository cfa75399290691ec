/** Loading Slack's messages with their threads over HTTP. Arguments: messages (default 1,000,000), channels (default 2,000). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstMessage, start, use } from './loading/child.ts';
import { writeResult } from './write-result.ts';

const [messages = 1_000_000, channels = 2000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
const end = Date.now() - 60_000;
const server = start('slack-server', [channels, Math.round(messages / channels), end].map(String));
const rows = [];
try {
  const slack = await firstMessage<{ apiEndpoint: string; token: string; messages: number }>(server);
  for (const run of ['first load', 'nothing changed']) {
    const parameters = [slack.apiEndpoint, slack.token, join(folder, 'loaded.duckdb')];
    const { seconds, cpuSeconds, peakMegabytes } = await use('slack-subject', parameters);
    rows.push({
      run,
      messages: slack.messages,
      channels,
      seconds: Number(seconds.toFixed(1)),
      'CPU seconds': Number(cpuSeconds.toFixed(1)),
      'peak MB': Math.round(peakMegabytes),
    });
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true });
}
console.table(rows);
writeResult('slack', { rows });
