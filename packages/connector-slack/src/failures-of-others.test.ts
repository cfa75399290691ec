import type { SourceEvent } from '@etl/core';
import { errorStatus, tooManyRequests } from '@etl/emulator-kit';
import { collect, createManualClock } from '@etl/testing';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  HOUR,
  MINUTE,
  NOW,
  startAccount,
  type Account,
  type RunOptions,
} from './__fixtures__/account.js';
import {
  claimsTooEarly,
  endsAtEmptyPages,
  readsOnePageOfReplies,
  readsTsAsNumber,
  sharesOneQuota,
  stopsAtOneChannel,
  swallowsFailures,
} from './__fixtures__/defective-sources.js';
import { expectTruth } from './__fixtures__/expect-truth.js';
import { pathOf, slackError, type SlackEmulatorOptions } from './emulator/index.js';
import { slack } from './slack.js';
import { tsOfInstant } from './walk/message-ts.js';

/**
 * What other systems were publicly reported to get wrong, each with a twin: the same situation read as they read it, so
 * that the test is known to see the difference.
 */

/** Holds for us, and does not for the twin. */
function situation(what: string, twin: RunOptions, play: (options: RunOptions) => Promise<void>): void {
  it(what, () => play({}), 60_000);
  it(`${what} — which its twin does not`, () => expect(play(twin)).rejects.toThrow(), 60_000);
}

const FULL = { tier_2: 20, tier_3: 50, tier_4: 100 };
const NEVER = '5000w';
const SIGNAL = new AbortController().signal;

async function startChannels(options: SlackEmulatorOptions, ...ids: readonly string[]): Promise<Account> {
  const account = await startAccount(options);
  for (const id of ids) account.emulator.changes.createChannel({ id, name: id.toLowerCase() });
  return account;
}

/** @returns the first message. */
function addThread({ emulator }: Account, channel: string, at: number, replies: number): string {
  const root = emulator.changes.post(channel, { text: 'root', ts: tsOfInstant(at) });
  for (let number = 1; number <= replies; number += 1)
    emulator.changes.reply(channel, root, { text: `reply ${number}`, ts: tsOfInstant(at + number * 1000) });
  return root;
}

function addMessages({ emulator }: Account, channel: string, count: number, at = NOW - 2 * DAY): void {
  for (let number = 0; number < count; number += 1)
    emulator.changes.post(channel, { text: `message ${number}`, ts: tsOfInstant(at + number) });
}

describe('52: most data of threads is missing', () => {
  situation('a thread of several pages is read whole', { source: readsOnePageOfReplies }, async (options) => {
    const account = await startChannels({}, 'C1');
    addThread(account, 'C1', NOW - 2 * DAY, 1050);

    await account.run(['messages'], options);

    expectTruth(account);
  });

  const twin = { config: { thread_look_back: '1s' } };
  situation('a reply to a thread that is older than the look-back is found', twin, async (options) => {
    const account = await startChannels({}, 'C1');
    const root = addThread(account, 'C1', NOW - 20 * DAY, 2);
    await account.run(['messages'], options);
    account.clock.advance(DAY);
    account.emulator.changes.reply('C1', root, { text: 'late' });
    account.clock.advance(HOUR);

    await account.run(['messages'], options);

    expectTruth(account);
  });

  const forgetful = { config: { thread_recheck_every: NEVER } };
  situation('so is one that only a later page of the history shows', forgetful, async (options) => {
    const account = await startChannels({}, 'C1');
    const root = addThread(account, 'C1', NOW - 20 * DAY, 2);
    addMessages(account, 'C1', 1100);
    await account.run(['messages'], options);
    account.clock.advance(DAY);
    account.emulator.changes.reply('C1', root, { text: 'late' });
    account.clock.advance(7 * DAY);

    await account.run(['messages'], options);

    expectTruth(account);
  });

  situation(
    'a thread is not claimed before its replies are there',
    { source: claimsTooEarly },
    async (options) => {
      for (let killAfter = 2; killAfter < 9; killAfter += 1) {
        const account = await startChannels({ terms: 'tight' }, 'C1');
        addMessages(account, 'C1', 20);
        for (const day of [3, 4, 5]) addThread(account, 'C1', NOW - day * 10 * DAY, 2);
        await account.run(['messages'], { ...options, killAfter });
        await account.run(['messages']);
        expectTruth(account);
      }
    },
  );
});

describe('52: reading threads never ends', () => {
  it.each(['conversations.replies', 'conversations.history'])(
    'a list of %s that never ends is an error',
    async (method) => {
      const account = await startChannels({}, 'C1');
      addThread(account, 'C1', NOW - DAY, 2);
      const page = { ok: true, messages: [], has_more: true, response_metadata: { next_cursor: 'again' } };
      const body = JSON.stringify(page);
      account.emulator.faults.inject(
        { kind: 'status', status: 200, body },
        { path: pathOf(method), times: Infinity },
      );

      const { receipt, asked } = await account.run(['messages']);

      expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'paging_loop' } });
      expect(asked.length).toBeLessThan(60);
    },
  );

  it('a limit that never ends ends the run, and the next one goes on', async () => {
    const account = await startChannels({}, 'C1', 'C2');
    addThread(account, 'C1', NOW - DAY, 2);
    addMessages(account, 'C2', 3);
    account.emulator.faults.inject(tooManyRequests(60), {
      path: pathOf('conversations.replies'),
      times: Infinity,
    });

    const { receipt, asked } = await account.run(['messages']);
    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'slack_ratelimited' } });
    expect(asked.filter((method) => method === 'conversations.replies')).toHaveLength(6);
    expectTruthOf(account, 'C2');

    account.emulator.faults.clear();
    await account.run(['messages']);
    expectTruth(account, ['C1', 'C2']);
  });

  const twin = { source: sharesOneQuota };
  situation('a limit of one method holds up no other', twin, async ({ source: make = slack }) => {
    const account = await startChannels({}, 'C1');
    account.emulator.faults.inject(tooManyRequests(600), { path: pathOf('conversations.history') });
    const clock = createManualClock(NOW);
    const streams = await make(account.config, { ...account.dependencies, clock }).streams(SIGNAL);
    const begin = (name: string, stopAt: string) => {
      const stop = new AbortController();
      const stream = streams.find((candidate) => candidate.name === name)!;
      const tables = new Set(stream.tables.map((table) => table.name));
      const report = ({ type }: SourceEvent) => {
        if (type === stopAt) stop.abort(new Error(`There was a ${type}.`));
      };
      const request = { state: new Map(), startedAt: NOW, tables, signal: stop.signal, report };
      return collect(stream.read(request));
    };

    await expect(begin('messages', 'retry')).rejects.toThrow('There was a retry.');
    const items = await begin('channel_members', 'quota_wait');

    expect(items.map(({ kind }) => kind)).toEqual(['batch', 'batch']);
  });
});

function expectTruthOf(account: Account, channel: string): void {
  const rows = [...account.rows('messages').values()].filter((row) => row.channel_id === channel);
  expect(rows).toHaveLength(account.emulator.truth.messages(channel).length);
}

describe('53: terms of one request a minute and 15 messages', () => {
  const twin = { config: { app_terms: 'full', requests_per_minute: FULL } } as const;
  situation('are found out without a refusal, and kept to', twin, async (options) => {
    const account = await startChannels({ terms: 'tight', limits: {} }, 'C1');
    addMessages(account, 'C1', 100);
    addThread(account, 'C1', NOW - HOUR, 40);

    const { events } = await account.run(['messages'], { config: { requests_per_minute: FULL }, ...options });

    const statuses = events.flatMap((event) => (event.type === 'request' ? [event.status] : []));
    expect(statuses.filter((status) => status === 429)).toEqual([]);
    // Seven pages of history, the replies beside them.
    expect(account.clock.now() - NOW).toBeLessThanOrEqual(1.1 * 10 * MINUTE);
    expectTruth(account);
  });

  const timid = { config: { app_terms: 'limited', requests_per_minute: FULL } } as const;
  situation('are not taken for those of an app of one’s own', timid, async (options) => {
    const account = await startChannels({ limits: {} }, 'C1');
    addMessages(account, 'C1', 4000);

    await account.run(['messages'], { config: { requests_per_minute: FULL }, ...options });

    expect(account.clock.now() - NOW).toBeLessThan(30_000);
    expectTruth(account);
  });

  it('are found out by refusals where pages do not show them', async () => {
    const ids = Array.from({ length: 6 }, (_, index) => `C${index}`);
    const account = await startChannels({ terms: 'tight', limits: {} }, ...ids);
    for (const id of ids) addMessages(account, id, 3);
    const { events, receipt } = await account.run(['messages'], { config: { requests_per_minute: FULL } });
    expect(receipt().outcome).toBe('proved');
    const refused = events.filter((event) => event.type === 'request' && event.status === 429);
    expect(refused.length).toBeLessThanOrEqual(4);
    expectTruth(account, ids);
  });
});

describe('54: one state for all channels, and a 503 that nobody handles', () => {
  situation('what stops one channel stops no other', { source: stopsAtOneChannel }, async (options) => {
    const account = await startChannels({}, 'C1', 'C2', 'C3');
    for (const id of ['C1', 'C2', 'C3'])
      for (const day of [2, 3, 4, 5]) addThread(account, id, NOW - day * DAY, 2);
    account.emulator.faults.inject(slackError('channel_is_limited_access'), {
      when: ({ body, path }) => path === pathOf('conversations.history') && body.includes('channel=C2'),
      times: Infinity,
    });
    const failed = await account.run(['messages'], options);
    expect(failed.receipt()).toMatchObject({ outcome: 'failed' });
    for (const id of ['C1', 'C3']) expectTruthOf(account, id);

    account.emulator.faults.clear();
    const { asked, receipt } = await account.run(['messages'], options);

    expect(asked.filter((method) => method === 'conversations.history')).toHaveLength(3);
    expect(receipt().tables[0]).toMatchObject({ inserted: 12 });
    expectTruth(account, ['C1', 'C2', 'C3']);
  });

  it('a 503 is tried again', async () => {
    const account = await startChannels({}, 'C1');
    addMessages(account, 'C1', 3);
    account.emulator.faults.inject(errorStatus(503), { path: pathOf('conversations.history'), times: 3 });
    expect((await account.run(['messages'])).receipt()).toMatchObject({ outcome: 'proved' });
    expectTruth(account);
  });

  situation('a channel that cannot be read is told', { source: swallowsFailures }, async (options) => {
    const account = await startChannels({}, 'C1', 'C2');
    account.emulator.faults.inject(slackError('channel_is_limited_access'), {
      when: ({ body, path }) => path === pathOf('conversations.history') && body.includes('channel=C2'),
    });

    const { receipt } = await account.run(['messages'], options);

    expect(receipt()).toMatchObject({
      outcome: 'failed',
      problem: { code: 'slack_channel_is_limited_access' },
    });
  });

  situation(
    'an empty page that has more behind it is no end',
    { source: endsAtEmptyPages },
    async (options) => {
      const account = await startChannels({ pages: 'uneven' }, 'C1');
      addMessages(account, 'C1', 1100);
      account.emulator.faults.inject(emptyPage(), { path: pathOf('conversations.history') });

      await account.run(['messages'], options);

      expectTruth(account);
    },
  );

  situation('messages of one millisecond are told apart', { source: readsTsAsNumber }, async (options) => {
    const account = await startChannels({}, 'C1');
    for (let number = 0; number < 20; number += 1)
      account.emulator.changes.post('C1', { ts: `1772000000.0001${String(number).padStart(2, '0')}` });

    await account.run(['messages'], options);

    expectTruth(account);
  });
});

function emptyPage() {
  const page = { ok: true, messages: [], has_more: true, response_metadata: { next_cursor: 'next' } };
  return { kind: 'status', status: 200, body: JSON.stringify(page) } as const;
}
