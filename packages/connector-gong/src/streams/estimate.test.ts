import type { ReadEstimate, Stream } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { sampleCall, sampleUser } from '../__fixtures__/sample-records.js';
import { DAY, MINUTE } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);

async function accountWith(calls: number, users = 0, pageSize = 10): Promise<Account> {
  const account = await startAccount({ pageSize });
  for (let number = 1; number <= calls; number += 1)
    account.emulator.calls.add(sampleCall(number, now - DAY - number * MINUTE));
  for (let number = 1; number <= users; number += 1) account.emulator.users.add(sampleUser(number));
  return account;
}

function estimate(stream: Stream, mayAsk: boolean, tables?: readonly string[]): Promise<ReadEstimate> {
  return stream.estimate!({
    state: new Map(),
    startedAt: now,
    tables: new Set(tables ?? stream.tables.map(({ name }) => name)),
    signal: new AbortController().signal,
    report: () => undefined,
    mayAsk,
  });
}

function total({ requests }: ReadEstimate): number {
  return requests.reduce((sum, { count }) => sum + count, 0);
}

/** How many requests reading then makes. */
async function costOf({ emulator, clock }: Account, stream: Stream, tables?: readonly string[]) {
  const before = emulator.requests.length;
  await runStream(stream, { clock, ...(tables === undefined ? {} : { tables }) });
  return emulator.requests.length - before;
}

describe('the estimate of an account that does not change', () => {
  it.each([
    ['no call', 0, 10, undefined],
    ['a page', 10, 10, undefined],
    ['a page and one', 11, 10, undefined],
    ['many pages', 95, 10, undefined],
    ['windows that are split, some of them twice', 2300, 100, undefined],
    ['calls alone', 95, 10, ['calls']],
    ['transcripts alone', 95, 10, ['transcripts']],
  ])('is what reading then costs: %s', async (_, calls, pageSize, tables) => {
    const account = await accountWith(calls, 0, pageSize);
    const stream = await account.stream('calls');
    const least = await estimate(stream, false, tables);
    expect(account.emulator.requests).toHaveLength(0);
    const counted = await estimate(stream, true, tables);
    const cost = await costOf(account, stream, tables);
    expect(total(counted)).toBe(cost);
    expect(total(least)).toBeLessThanOrEqual(cost);
    expect(counted.isExact).toBe(false);
  });

  it('asks once for a window that reading does not split', async () => {
    const account = await accountWith(95);
    const counted = await estimate(await account.stream('calls'), true);
    expect(account.emulator.requests).toHaveLength(1);
    expect(counted.records).toBe(190);
  });

  it.each([
    ['users', 35],
    ['workspaces', 1],
    ['answered_scorecards', 1],
  ])('holds for %s', async (name, users) => {
    const account = await accountWith(0, users);
    const stream = await account.stream(name);
    const counted = await estimate(stream, true);
    expect(account.emulator.requests).toHaveLength(1);
    expect(total(counted)).toBe(await costOf(account, stream));
  });

  it('is never too little where private calls are left out', async () => {
    const account = await accountWith(30);
    const stream = await account.stream('calls', { include_private_calls: false });
    expect(total(await estimate(stream, true))).toBeGreaterThanOrEqual(await costOf(account, stream));
  });
});

describe('the quota’s time', () => {
  it('is that of the company, with what the day has left', async () => {
    const account = await accountWith(0);
    const source = account.source({ requests_per_second: 2, requests_per_day: 100 });
    const stream = (await source.streams(new AbortController().signal)).find(({ name }) => name === 'calls')!;
    await runStream(stream, { clock: account.clock });
    const { requests } = await estimate(stream, false);
    const [forecast] = (await source.forecast?.(requests.map((use) => ({ ...use, count: 11 })))) ?? [];
    expect(forecast).toEqual({
      quota: requests[0]?.quota,
      count: 11,
      perSecond: 2,
      perDay: 100,
      leftToday: 99,
      duration: 5000,
    });
  });
});
