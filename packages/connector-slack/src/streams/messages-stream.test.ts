import { collect } from '@etl/testing';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, NOW, startAccount, type Account } from '../__fixtures__/account.js';
import { expectTruth } from '../__fixtures__/expect-truth.js';
import type { SlackEmulatorOptions } from '../emulator/index.js';
import { tsOfInstant } from '../walk/message-ts.js';

const HISTORY = 'conversations.history';
const REPLIES = 'conversations.replies';

async function startChannel(options: SlackEmulatorOptions = {}): Promise<Account> {
  const account = await startAccount(options);
  account.emulator.changes.createChannel({ id: 'C1', name: 'general' });
  return account;
}

const post = ({ emulator }: Account, at: number, members = {}): string =>
  emulator.changes.post('C1', { text: `at ${at}`, ts: tsOfInstant(at), ...members });
const reply = ({ emulator }: Account, root: string, at: number, members = {}): string =>
  emulator.changes.reply('C1', root, { text: 'reply', ts: tsOfInstant(at), ...members });

function methods(asked: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const method of asked) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

/** A channel with a thread, reactions and a file, read once. */
async function startRead(): Promise<Account & { readonly root: string; readonly first: string }> {
  const account = await startChannel();
  const root = post(account, NOW - 3 * DAY);
  const first = reply(account, root, NOW - 3 * DAY + MINUTE);
  reply(account, root, NOW - 3 * DAY + 2 * MINUTE, { broadcast: true });
  post(account, NOW - 2 * DAY, { files: [{ id: 'F1', name: 'plan.pdf' }] });
  account.emulator.changes.react('C1', root, 'eyes', 'U1');
  account.emulator.changes.react('C1', first, 'tada', 'U1');
  const run = await account.run(['messages']);
  expect(run.receipt()).toMatchObject({ outcome: 'proved' });
  expectTruth(account);
  account.clock.advance(HOUR);
  return { ...account, root, first };
}

describe('messages', () => {
  it('are read with replies, broadcasts, reactions and files, each once', async () => {
    const account = await startRead();
    expect(account.rows('messages').size).toBe(4);
    const rows = [...account.rows('messages').values()];
    expect(rows.map(({ placement }) => placement).sort()).toEqual([
      'channel',
      'channel',
      'channel',
      'thread',
    ]);
    expect([account.rows('reactions').size, account.rows('files').size]).toEqual([2, 1]);
  });

  it('cost one request a channel when nothing is new', async () => {
    const account = await startRead();
    const { asked, receipt } = await account.run(['messages']);
    expect(methods(asked)).toEqual({ 'conversations.list': 1, [HISTORY]: 1 });
    const [table] = receipt().tables;
    expect(table).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
  });

  it('show a late reply, and ask for no other thread', async () => {
    const account = await startRead();
    const other = post(account, NOW - DAY);
    reply(account, other, NOW - DAY + MINUTE);
    await account.run(['messages']);
    account.clock.advance(HOUR);
    reply(account, account.root, account.clock.now() - MINUTE);
    const { asked } = await account.run(['messages']);
    expect(methods(asked)).toMatchObject({ [HISTORY]: 1, [REPLIES]: 1 });
    expectTruth(account);
  });

  it.each([
    [
      'an edit',
      ({ emulator, root }: Read) => {
        emulator.changes.edit('C1', root, { text: 'edited' });
      },
    ],
    [
      'a reaction that is removed',
      ({ emulator, root }: Read) => {
        emulator.changes.unreact('C1', root, 'eyes', 'U1');
      },
    ],
    [
      'a top-level message that is deleted',
      ({ emulator }: Read) => {
        emulator.changes.remove('C1', tsOfInstant(NOW - 2 * DAY));
      },
    ],
    [
      'a reply that is deleted',
      ({ emulator, first }: Read) => {
        emulator.changes.remove('C1', first);
      },
    ],
    [
      'a broadcast reply that is deleted',
      ({ emulator }: Read) => {
        emulator.changes.remove('C1', tsOfInstant(NOW - 3 * DAY + 2 * MINUTE));
      },
    ],
    [
      'the first message of a thread that is deleted, and leaves a tombstone',
      ({ emulator, root }: Read) => {
        emulator.changes.remove('C1', root);
      },
    ],
    [
      'a thread that is deleted whole',
      ({ emulator, root, first }: Read) => {
        emulator.changes.remove('C1', root);
        emulator.changes.remove('C1', first);
        emulator.changes.remove('C1', tsOfInstant(NOW - 3 * DAY + 2 * MINUTE));
      },
    ],
  ])('show %s', async (_name, change) => {
    const account = await startRead();
    change(account);
    await account.run(['messages']);
    expectTruth(account);
    expect((await account.run(['messages'])).receipt()).toMatchObject({ outcome: 'proved' });
    expectTruth(account);
  });

  it('that the plan hides are not taken for deleted', async () => {
    const account = await startChannel();
    const root = post(account, NOW - 100 * DAY);
    reply(account, root, NOW - 99 * DAY);
    post(account, NOW - DAY);
    await account.run(['messages']);
    account.emulator.setFreePlan(true);
    account.clock.advance(HOUR);
    const { receipt, events } = await account.run(['messages'], { config: { lookback_window: 200 } });
    expect(receipt()).toMatchObject({ outcome: 'proved', tables: [{ deleted: 0, liveRows: 3 }, {}, {}] });
    expect(account.rows('messages').size).toBe(3);
    expect(events).toContainEqual(expect.objectContaining({ code: 'slack_history_limited' }));
  });

  it('are read over the same range again by a backfill, which finds what is gone', async () => {
    const account = await startChannel();
    const root = post(account, NOW - 100 * DAY);
    const first = reply(account, root, NOW - 99 * DAY);
    reply(account, root, NOW - 98 * DAY);
    const gone = post(account, NOW - 95 * DAY);
    await account.run(['messages']);
    account.emulator.changes.remove('C1', first);
    account.emulator.changes.remove('C1', gone);
    account.clock.advance(30 * DAY);
    await account.run(['messages']);
    expect(account.rows('messages').size).toBe(4);
    const streams = await account.source().streams(new AbortController().signal);
    const stream = streams.find(({ name }) => name === 'messages')!;
    const range = { since: NOW - 101 * DAY, until: NOW - 90 * DAY };
    // A backfill is shown an empty state of its own.
    const items = await collect(
      stream.read({
        ...{ state: new Map(), startedAt: account.clock.now(), ...range },
        ...{ tables: new Set(['messages']), signal: new AbortController().signal, report: () => undefined },
      }),
    );
    const swept = items.flatMap((item) =>
      item.kind === 'batch' ? (item.checkpoints ?? []).filter(({ kind }) => kind === 'complete') : [],
    );
    expect(swept).toMatchObject([
      { within: [{}, { equals: 'thread' }, { column: 'root_ts', equals: root }] },
      { within: [{}, { equals: 'channel' }, { column: 'ts', from: tsOfInstant(range.since) }] },
    ]);
  });
});

type Read = Awaited<ReturnType<typeof startRead>>;
