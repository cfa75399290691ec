/**
 * Seconds and memory of building Slack's models, at once and as things change. Arguments: numbers of messages and of
 * channels.
 */
import { ModelWarehouse } from '@etl/testing';
import { destination } from '@etl/destination-duckdb';
import { transformer } from '@etl/transformer-slack';
import { channelRecord, messageRecord, SLACK_TABLES, userRecord } from './scenarios/slack-messages.ts';
import { writeResult } from './write-result.ts';

const CHUNK = 20_000;
const USERS = 3000;
const [messages = 1_000_000, channels = 2000] = process.argv.slice(2).map(Number);

const warehouse = await ModelWarehouse.open({
  transformer,
  destination,
  source: 'slack',
  tables: SLACK_TABLES,
  config: { memory_limit: '512MB', threads: 2 },
});

const rows: object[] = [];

async function measure(step: string): Promise<void> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const tables = await warehouse.transform();
  const { user, system } = process.cpuUsage(cpu);
  rows.push({
    step,
    seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
    'CPU seconds': Number(((user + system) / 1_000_000).toFixed(1)),
    'rows changed': Object.values(tables).reduce((sum, { changedRows }) => sum + changedRows, 0),
    'rows written': warehouse.updates.reduce((sum, { rows: written }) => sum + written, 0),
    'peak MB of the process so far': Math.round(process.resourceUsage().maxRSS / 1024),
  });
}

function list<Item>(length: number, make: (index: number) => Item): Item[] {
  return Array.from({ length }, (_, index) => make(index));
}

try {
  await warehouse.load('team', { records: [{ id: 'T1', name: 'Acme' }] });
  await warehouse.load('users', { records: list(USERS, (index) => userRecord(index, `Name ${index}`)) });
  await warehouse.load('channels', {
    records: list(channels, (index) => channelRecord(index, `c-${index}`)),
  });
  for (let from = 0; from < messages; from += CHUNK) {
    const length = Math.min(CHUNK, messages - from);
    const records = list(length, (index) => messageRecord(from + index, { channels, users: USERS }));
    await warehouse.load('messages', { records });
  }
  await measure('everything');
  await measure('nothing changed');
  await warehouse.load('messages', {
    records: list(10, (index) => messageRecord(messages + index, { channels, users: USERS })),
  });
  await measure('ten new messages');
  await warehouse.load('channels', { records: [channelRecord(5, 'renamed')] });
  await measure('a channel renamed');
  await warehouse.load('users', { records: [userRecord(13, 'Renamed')] });
  await measure('a user renamed');
} finally {
  await warehouse.close();
}
console.table(rows);
writeResult('models', { messages, channels, rows });
