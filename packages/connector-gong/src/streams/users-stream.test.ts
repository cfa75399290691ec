import { describe, expect, it } from 'vitest';
import { startAccount } from '../__fixtures__/account.js';
import { requestsTo, USERS } from '../__fixtures__/requests.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { sampleUser } from '../__fixtures__/sample-records.js';

describe('users', () => {
  it('A4: are read whole by every run, as a sweep that is complete with its last page', async () => {
    const { emulator, clock, stream } = await startAccount({ pageSize: 2 });
    for (let number = 1; number <= 5; number += 1) emulator.users.add(sampleUser(number));
    const users = await stream('users');

    const first = await runStream(users, { clock });
    const second = await runStream(users, { clock, state: first.state });

    expect(second.ids('users')).toHaveLength(5);
    expect(
      first.batches.map(({ sweep, checkpoints }) => [sweep, checkpoints?.map(({ kind }) => kind)]),
    ).toEqual([
      ['users', undefined],
      ['users', undefined],
      ['users', ['complete']],
    ]);
    expect(first.batches.at(-1)?.checkpoints?.[0]).toMatchObject({
      table: 'users',
      within: [],
      sweep: 'users',
    });
  });

  it('A2: the cursor of a GET travels in the query; 215 users take three requests', async () => {
    const { emulator, clock, stream } = await startAccount();
    for (let number = 1; number <= 215; number += 1) emulator.users.add(sampleUser(number));

    const run = await runStream(await stream('users'), { clock });

    expect(new Set(run.ids('users')).size).toBe(215);
    expect(requestsTo(emulator, USERS).map(({ query }) => Object.keys(query))).toEqual([
      [],
      ['cursor'],
      ['cursor'],
    ]);
  });

  it('A4: settings and fields that Gong does not document are in the record', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.users.add(sampleUser(1));

    const run = await runStream(await stream('users'), { clock });

    expect(run.record('users', run.ids('users')[0]!)).toMatchObject({
      settings: { webConferencesRecorded: true },
      conferencingProviders: [],
    });
  });

  it('Invariant 8: an empty list is an error and completes no sweep, so it deletes nobody', async () => {
    const { clock, stream } = await startAccount();
    const users = await stream('users');

    await expect(runStream(users, { clock })).rejects.toMatchObject({
      code: 'gong_no_users',
      remedy: expect.stringContaining('Nothing was deleted'),
    });
  });

  it('Invariant 8: a list that breaks off completes no sweep', async () => {
    const { emulator, clock, stream } = await startAccount({ pageSize: 2 });
    for (let number = 1; number <= 5; number += 1) emulator.users.add(sampleUser(number));
    emulator.faults.inject({ kind: 'status', status: 400 }, { path: USERS, skip: 1 });
    const items = (await stream('users')).read({
      state: new Map(),
      startedAt: clock.now(),
      tables: new Set(['users']),
      signal: new AbortController().signal,
      report: () => undefined,
    });

    const checkpoints: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const item of items)
        if (item.kind === 'batch') checkpoints.push(...(item.checkpoints ?? []));
    };

    await expect(read()).rejects.toMatchObject({ kind: 'fatal' });
    expect(checkpoints).toEqual([]);
  });
});
