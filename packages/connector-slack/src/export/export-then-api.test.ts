import { join } from 'node:path';
import type { JsonValue, Table } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, NOW, startAccount, type Account } from '../__fixtures__/account.js';
import { exportName, type ExportOptions } from '../emulator/export/export-files.js';
import { writeExport } from '../emulator/export/write-export.js';
import { MESSAGE_TABLES } from '../walk/message-batches.js';
import { temporaryFolder } from './__fixtures__/zip-file.js';

const MADE_AT = NOW - 3 * HOUR;
const SMALL = { employees: 5, accounts: 3, deals: 4 };

async function startCompany(): Promise<Account> {
  return startAccount({ empty: false, now: MADE_AT, size: SMALL });
}

async function exportOf({ emulator }: Account, options: ExportOptions = {}): Promise<string> {
  const path = join(temporaryFolder(), exportName('2025-01-01', '2026-03-01'));
  await writeExport(emulator.workspace, path, { conversations: 'all', ...options });
  return path;
}

const ALONE = { api_token: undefined };

/** The values of every column, by key: what the rows of a table are made from. */
function columnsOf(table: Table, record: unknown): string {
  return JSON.stringify(
    table.fields.map(({ path }) => path.reduce(memberOf, record as JsonValue | undefined) ?? null),
  );
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, JsonValue>)[key] : undefined;
}

function expectTruth(account: Account): void {
  const channels = account.emulator.truth
    .channels()
    .filter(({ is_im, is_mpim }) => is_im !== true && is_mpim !== true)
    .map(({ id }) => String(id));
  for (const table of MESSAGE_TABLES) {
    const name = table.name as 'messages' | 'reactions' | 'files';
    const items = channels.flatMap(
      (id) => account.emulator.truth[name](id) as readonly { readonly ts: string }[],
    );
    const expected = items.map((item) => columnsOf(comparable(table), item)).sort();
    const rows = [...account.rows(name).values()].map(({ record }) => columnsOf(comparable(table), record));
    expect(rows.sort(), name).toEqual(expected);
  }
}

/** The truth of the emulator does not say what only threads show. */
function comparable(table: Table): Table {
  const fields = table.fields.filter(({ name }) => !['sent_at', 'parent_user_id'].includes(name));
  return { ...table, fields };
}

/** What people do after the export was made, within the look-back and in the threads that are watched. */
function goOn({ emulator, clock }: Account): void {
  const { changes, truth } = emulator;
  clock.advance(HOUR);
  for (const { id } of truth.channels().slice(0, 4)) {
    const channelId = String(id);
    const roots = truth.messages(channelId).filter(({ message }) => message.subtype === undefined);
    const recent = roots.filter(({ ts }) => Number(ts) * 1000 > NOW - 5 * DAY);
    const watched = roots.filter(
      ({ ts, message }) => message.reply_count !== undefined && Number(ts) * 1000 > NOW - 25 * DAY,
    );
    changes.post(channelId, { text: 'new' });
    for (const { ts } of recent.slice(0, 1)) changes.edit(channelId, ts, { text: 'edited' });
    for (const { ts } of recent.slice(1, 2)) changes.remove(channelId, ts);
    for (const { ts } of watched.slice(0, 2)) changes.reply(channelId, ts, { text: 'late' });
  }
  clock.advance(HOUR);
}

const messagesAsked = (asked: readonly string[]) =>
  asked.filter((method) => method === 'conversations.history' || method === 'conversations.replies');

describe('an export', () => {
  it('alone is the workspace as it was, and asks Slack nothing', async () => {
    const account = await startCompany();
    const config = { ...ALONE, export_file: await exportOf(account) };
    const run = await account.run(['messages', 'channels', 'channel_members', 'users'], { config });
    expect(run.receipts.map(({ stream, outcome }) => [stream, outcome])).toEqual([
      ['channels', 'proved'],
      ['channel_members', 'proved'],
      ['users', 'proved'],
      ['messages', 'proved'],
    ]);
    expect(run.asked).toEqual([]);
    expectTruth(account);
    const { truth } = account.emulator;
    const channels = truth.channels().filter(({ is_im, is_mpim }) => is_im !== true && is_mpim !== true);
    expect([...account.rows('channels').keys()].sort()).toEqual(channels.map(({ id }) => id).sort());
    const members = channels.flatMap(({ id }) =>
      truth.members(String(id)).map((user) => `${String(id)} ${user}`),
    );
    expect([...account.rows('channel_members').keys()].sort()).toEqual(members.sort());
    expect(account.rows('users').size).toBe(account.emulator.workspace.users.size);
    const again = await account.run(['messages', 'channels', 'channel_members', 'users'], { config });
    expect(
      again.receipts
        .flatMap(({ tables }) => tables.map(({ fetched }) => fetched))
        .every((count) => count === 0),
    ).toBe(true);
  });

  it('followed by the API is the workspace as it is: nothing lost, nothing doubled, only the look-back read again', async () => {
    const account = await startCompany();
    const config = { export_file: await exportOf(account), export_start_date: '2025-01-01' };
    await account.run(['messages'], { config: { ...ALONE, ...config } });
    goOn(account);
    const run = await account.run(['messages']);
    expect(run.receipt().outcome).toBe('proved');
    expectTruth(account);
    const histories = run.asked.filter((method) => method === 'conversations.history');
    const readable = account.emulator.truth
      .channels()
      .filter(({ is_im, is_mpim }) => is_im !== true && is_mpim !== true);
    expect(histories.length).toBe(readable.length);
    // Late replies, and threads that the export cannot prove to be whole: not every thread.
    const threads = account.emulator.truth
      .messages()
      .filter(({ message }) => message.reply_count !== undefined);
    expect(messagesAsked(run.asked).length - histories.length).toBeLessThan(threads.length / 3);
  });

  it('and the API in one run are the workspace as it is', async () => {
    const account = await startCompany();
    const path = await exportOf(account);
    goOn(account);
    const run = await account.run(['messages'], {
      config: { export_file: path, export_start_date: '2025-01-01' },
    });
    expect(run.receipt().outcome).toBe('proved');
    expectTruth(account);
    const again = await account.run(['messages'], {
      config: { export_file: path, export_start_date: '2025-01-01' },
    });
    expectTruth(account);
    expect(again.receipt().tables.map(({ inserted, updated }) => inserted + updated)).toEqual([0, 0, 0]);
  });

  it.each([
    ['beside the API', {}],
    ['alone', ALONE],
  ])('read %s after the API changes nothing', async (_name, config) => {
    const account = await startCompany();
    const path = await exportOf(account);
    goOn(account);
    await account.run(['messages', 'channels', 'channel_members', 'users']);
    const run = await account.run(['messages', 'channels', 'channel_members', 'users'], {
      config: { ...config, export_file: path },
    });
    expect(run.receipts.map(({ outcome }) => outcome)).toEqual(['proved', 'proved', 'proved', 'proved']);
    for (const { table, inserted, updated, deleted } of run.receipts.flatMap(({ tables }) => tables)) {
      expect([table, inserted, updated, deleted]).toEqual([table, 0, 0, 0]);
    }
    expectTruth(account);
  });

  it('does not stand in for the API where somebody asks for a range', async () => {
    const account = await startCompany();
    const path = await exportOf(account);
    const channel = account.emulator.truth.channels()[0];
    const first = account.emulator.truth
      .messages(String(channel?.id))
      .find(({ message }) => message.subtype === undefined);
    account.emulator.changes.edit(String(channel?.id), first?.ts ?? '', { text: 'edited long after' });
    await account.run(['messages'], { config: { export_file: path }, since: NOW - 200 * DAY });
    expectTruth(account);
  });

  it('that holds fewer channels leaves the others to the API', async () => {
    const account = await startCompany();
    const path = await exportOf(account, { conversations: 'public' });
    const run = await account.run(['messages'], { config: { export_file: path } });
    expect(run.receipt().outcome).toBe('proved');
    expectTruth(account);
  });

  it('may hold channels that the token is not a member of: they are told, and nothing fails', async () => {
    const account = await startCompany();
    account.emulator.changes.createChannel({ id: 'C0ALONE', name: 'alone', members: ['U1'] });
    account.emulator.changes.post('C0ALONE', { text: 'x', user: 'U1', ts: '1771000000.000001' });
    const path = await exportOf(account);
    const run = await account.run(['messages'], { config: { export_file: path } });
    const again = await account.run(['messages'], { config: { export_file: path } });
    for (const { receipt, events } of [run, again]) {
      expect(receipt().outcome).toBe('proved');
      expect(events).toContainEqual(expect.objectContaining({ type: 'warning', code: 'slack_not_a_member' }));
    }
    expectTruth(account);
  });

  it('of an hour ago does not hide what a channel got meanwhile', async () => {
    const account = await startCompany();
    const path = await exportOf(account);
    const id = String(account.emulator.truth.channels()[0]?.id);
    account.emulator.changes.post(id, {
      text: 'meanwhile',
      ts: `${Math.floor((MADE_AT + HOUR) / 1000)}.000001`,
    });
    await account.run(['messages'], { config: { ...ALONE, export_file: path } });
    await account.run(['messages']);
    expectTruth(account);
  });
});
