import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { CALLS } from '../__fixtures__/requests.js';
import { type Run, runStream } from '../__fixtures__/run-stream.js';
import { callId, sampleCall, sampleUser } from '../__fixtures__/sample-records.js';
import { DAY, HOUR, MINUTE, SECOND } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);

async function busyAccount(): Promise<Account> {
  const account = await startAccount({ pageSize: 10 });
  for (let number = 1; number <= 120; number += 1)
    account.emulator.calls.add(sampleCall(number, now - DAY - number * MINUTE));
  for (let number = 1; number <= 40; number += 1) account.emulator.users.add(sampleUser(number));
  return account;
}

async function readCalls({ stream, clock }: Account, config = {}): Promise<Run> {
  return runStream(await stream('calls', config), { clock });
}

describe('quota', () => {
  it('A2: streams that run side by side, even of two sources, keep to 2.8 requests a second together', async () => {
    const account = await busyAccount();
    const { clock } = account;

    const [calls] = await Promise.all([
      runStream(await account.stream('calls'), { clock }),
      runStream(await account.stream('users'), { clock }),
    ]);

    const requests = account.emulator.requests.length;
    expect(new Set(calls.ids('calls')).size).toBe(120);
    expect(requests).toBeGreaterThanOrEqual(12 + 12 + 4);
    expect(clock.now() - now).toBeGreaterThanOrEqual(((requests - 1) * SECOND) / 2.8);
  });

  it('A2: a 429 with seconds to wait is waited for', async () => {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY));
    account.emulator.faults.inject(
      { kind: 'status', status: 429, headers: { 'retry-after': '30' } },
      { path: CALLS },
    );

    const run = await readCalls(account);

    expect(run.ids('calls')).toEqual([callId(1)]);
    expect(account.clock.now() - now).toBeGreaterThanOrEqual(30 * SECOND);
  });

  it('A2: a 429 that asks to wait for hours defers the stream and says until when', async () => {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY));
    const retryAfter = { 'retry-after': String(5 * 3600) };
    account.emulator.faults.inject({ kind: 'status', status: 429, headers: retryAfter }, { path: CALLS });

    const error: unknown = await readCalls(account).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ kind: 'deferred' });
    expect((error as { resumeAt: number }).resumeAt).toBeGreaterThanOrEqual(now + 5 * HOUR);
    expect(account.emulator.requests).toHaveLength(1);
  });

  it('A8: the day’s budget is kept to, across sources and runs, and the next day goes on where it stopped', async () => {
    const account = await busyAccount();
    const { clock, emulator } = account;
    const calls = await account.stream('calls', { requests_per_day: 45, max_window: '1d' });

    const first = await runStream(calls, { clock, keepFailure: true });
    const again = await runStream(calls, { clock, keepFailure: true, state: first.state });
    const spent = emulator.requests.length;
    clock.advance(DAY);
    const next = await runStream(calls, { clock, state: first.state, until: now });

    const idsOf = (run: Run, length: number): string[] =>
      run.batches
        .slice(0, length)
        .flatMap(({ table, records }) => (table === 'calls' ? records.map(({ text }) => text) : []));
    const covered = idsOf(
      first,
      first.batches.findLastIndex(({ checkpoints }) => checkpoints !== undefined) + 1,
    );
    expect(first.error).toMatchObject({ kind: 'deferred', resumeAt: Date.parse('2026-03-02T00:00:00Z') });
    expect(again.error).toMatchObject({ kind: 'deferred' });
    expect(spent).toBe(45);
    expect(new Set([...covered, ...idsOf(next, next.batches.length)]).size).toBe(120);
    expect(emulator.requests.length - spent).toBeLessThan(45);
  });
});
