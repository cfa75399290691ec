import { describe, expect, it } from 'vitest';
import { NOW, startAccount } from '../__fixtures__/account.js';
import { CALLS, requestsTo, TRANSCRIPTS } from '../__fixtures__/requests.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { callId, sampleCall } from '../__fixtures__/sample-records.js';
import { DAY, HOUR, MINUTE } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);

describe('calls that appear late', () => {
  it('A5: a call that is processed an hour after it started is read by a later run', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, now - HOUR, {}, { visibleAt: now + HOUR }));
    emulator.calls.add(sampleCall(2, now - 30 * MINUTE));
    const calls = await stream('calls');

    const first = await runStream(calls, { clock });
    clock.advance(2 * HOUR);
    const second = await runStream(calls, { clock, state: first.state });

    expect(first.ids('calls')).toEqual([callId(2)]);
    expect(second.ids('calls')).toEqual([callId(1), callId(2)]);
  });

  it('A5: a transcript that is ready days after its call is read by a later run', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, now - HOUR, {}, { transcriptAt: now + 3 * DAY }));
    const calls = await stream('calls');

    const first = await runStream(calls, { clock });
    clock.advance(4 * DAY);
    const second = await runStream(calls, { clock, state: first.state });

    expect(first.ids('calls')).toEqual([callId(1)]);
    expect(first.ids('transcripts')).toEqual([]);
    expect(second.ids('transcripts')).toEqual([callId(1)]);
  });

  it('A5: a transcript that is ready before its call is read together with the call', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, now - HOUR, {}, { transcriptAt: now - HOUR, visibleAt: now + DAY }));
    const calls = await stream('calls');

    const first = await runStream(calls, { clock });
    clock.advance(2 * DAY);
    const second = await runStream(calls, { clock, state: first.state });

    expect([...first.ids('calls'), ...first.ids('transcripts')]).toEqual([]);
    expect(second.ids('calls')).toEqual([callId(1)]);
    expect(second.ids('transcripts')).toEqual([callId(1)]);
  });

  it('A5: analysis that is added after the call was read arrives with a later run', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, now - HOUR, {}, { enrichedAt: now + DAY }));
    const calls = await stream('calls');

    const first = await runStream(calls, { clock });
    clock.advance(2 * DAY);
    const second = await runStream(calls, { clock, state: first.state });

    expect(first.record('calls', callId(1)).content?.topics).toBeUndefined();
    expect(second.record('calls', callId(1)).content.topics).toEqual([{ name: 'Prices', duration: 12 }]);
  });

  it('an outage of 30 days with a look-back of 7 loses no late transcript', async () => {
    const { emulator, clock, stream } = await startAccount();
    // Started just before the first run; the transcript came six days later, while nothing was running.
    emulator.calls.add(sampleCall(1, now - HOUR, {}, { transcriptAt: now + 6 * DAY }));
    const calls = await stream('calls', { look_back: '7d' });
    const before = await runStream(calls, { clock });
    for (let day = 0; day < 30; day += 1) emulator.calls.add(sampleCall(100 + day, now + day * DAY));

    clock.advance(30 * DAY);
    const after = await runStream(calls, { clock, state: before.state });

    const expected = [callId(1), ...Array.from({ length: 30 }, (_, day) => callId(100 + day))];
    expect(before.ids('transcripts')).toEqual([]);
    expect(new Set(after.ids('transcripts'))).toEqual(new Set(expected));
    expect(new Set(after.ids('calls'))).toEqual(new Set(expected));
  });
});

describe('what is asked for', () => {
  it('A8: windows are at most 30 days long, half-open, without gap, and end five minutes before the run', async () => {
    const { emulator, clock, stream } = await startAccount();
    const calls = await stream('calls', { start_date: '2025-11-01' });

    await runStream(calls, { clock });

    const filters = requestsTo(emulator, CALLS).map(({ body }) => body.filter);
    expect(filters.map(({ fromDateTime, toDateTime }) => [fromDateTime, toDateTime]).sort()).toEqual([
      ['2025-11-01T00:00:00Z', '2025-12-01T00:00:00Z'],
      ['2025-12-01T00:00:00Z', '2025-12-31T00:00:00Z'],
      ['2025-12-31T00:00:00Z', '2026-01-30T00:00:00Z'],
      ['2026-01-30T00:00:00Z', '2026-03-01T00:00:00Z'],
      ['2026-03-01T00:00:00Z', '2026-03-01T11:55:00Z'],
    ]);
  });

  it('Invariant 10: another run asks only for the look-back and what came since', async () => {
    const { emulator, clock, stream } = await startAccount();
    const calls = await stream('calls');
    const { state } = await runStream(calls, { clock });
    emulator.clearRequests();
    clock.advance(HOUR);

    await runStream(calls, { clock, state });

    expect(requestsTo(emulator, CALLS).map(({ body }) => body.filter)).toEqual([
      { fromDateTime: '2026-02-22T12:00:00Z', toDateTime: '2026-03-01T12:55:00Z' },
    ]);
  });

  it('A2: a filter whose ends are the same second is never sent, and edges between seconds leave no gap', async () => {
    const { emulator, clock, stream } = await startAccount();
    const calls = await stream('calls');
    const from = Date.parse('2026-02-10T10:00:00.250Z');

    await runStream(calls, { clock, since: from, until: from + 1 });

    expect(requestsTo(emulator, CALLS).map(({ body }) => body.filter)).toEqual([
      { fromDateTime: '2026-02-10T10:00:00Z', toDateTime: '2026-02-10T10:00:01Z' },
    ]);
  });

  it('nothing is asked when the range is empty', async () => {
    const { emulator, clock, stream } = await startAccount();
    const calls = await stream('calls');

    await runStream(calls, { clock, since: now, until: now });

    expect(emulator.requests).toEqual([]);
  });

  it('A4: a call is found by when it started, not by when it was scheduled', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, '2026-02-10T10:00:00Z', { scheduled: '2026-01-10T10:00:00Z' }));
    const calls = await stream('calls');

    const run = await runStream(calls, { clock });

    expect(run.ids('calls')).toEqual([callId(1)]);
    expect(requestsTo(emulator, '/v2/calls')).toEqual([]);
  });

  it('A3: calls at the edge of a window are found whatever offset their time is written with', async () => {
    const { emulator, clock, stream } = await startAccount();
    // As text, the first is outside of February and the second inside; as instants it is the other way round.
    emulator.calls.add(sampleCall(1, '2026-01-31T17:00:00-08:00'));
    emulator.calls.add(sampleCall(2, '2026-02-01T00:30:00+01:00'));
    const calls = await stream('calls');

    const run = await runStream(calls, { clock });

    expect(run.ids('calls')).toEqual([callId(1)]);
  });

  it('a call is kept whatever its `started` says: nothing is filtered here by time', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, '2026-02-10T10:00:00Z'));
    emulator.faults.inject(
      {
        kind: 'rewrite',
        rewrite: (response) => ({
          ...response,
          body: String(response.body).replace('"2026-02-10T', '"1999-02-10T'),
        }),
      },
      { path: CALLS },
    );
    const calls = await stream('calls');

    const run = await runStream(calls, { clock });

    expect(run.record('calls', callId(1)).metaData.started).toBe('1999-02-10T10:00:00Z');
  });

  it('reads one workspace, in a partition of its own', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, '2026-02-10T10:00:00Z', { workspaceId: '7000233938534866617' }));
    emulator.calls.add(sampleCall(2, '2026-02-10T10:00:00Z', { workspaceId: '7000233938534866618' }));
    const calls = await stream('calls', { workspace_id: '7000233938534866617' });

    const run = await runStream(calls, { clock });

    expect(run.ids('calls')).toEqual([callId(1)]);
    expect(run.ids('transcripts')).toEqual([callId(1)]);
    expect([...run.state.keys()]).toEqual(['7000233938534866617']);
  });
});

describe('state', () => {
  it('a run that is killed half-way is finished by the next one', async () => {
    const { emulator, clock, stream } = await startAccount({ pageSize: 2 });
    for (let day = 1; day <= 20; day += 1) emulator.calls.add(sampleCall(day, now - day * DAY));
    const calls = await stream('calls', { max_window: '3d' });

    const killed = await runStream(calls, { clock, stopAfter: 9 });
    const finished = await runStream(calls, { clock, state: killed.state });

    const covered = killed.batches.slice(0, killed.batches.findLastIndex((batch) => batch.checkpoints) + 1);
    const idsCovered = covered.flatMap(({ table, records }) => (table === 'calls' ? records : [])).length;
    expect(idsCovered).toBeGreaterThan(0);
    expect(new Set([...killed.ids('calls'), ...finished.ids('calls')]).size).toBe(20);
    expect(finished.ids('calls')).not.toHaveLength(20);
  });

  it('only the last batch of a window covers it', async () => {
    const { emulator, clock, stream } = await startAccount({ pageSize: 2 });
    for (let number = 1; number <= 5; number += 1)
      emulator.calls.add(sampleCall(number, '2026-02-10T10:00:00Z'));
    const calls = await stream('calls');

    const { batches } = await runStream(calls, { clock });

    expect(batches.map((batch) => [batch.table, batch.checkpoints?.length ?? 0])).toEqual([
      ['calls', 0],
      ['transcripts', 0],
      ['calls', 0],
      ['transcripts', 0],
      ['calls', 0],
      ['transcripts', 1],
    ]);
  });

  it('no vendor cursor is part of the state', async () => {
    const { emulator, clock, stream } = await startAccount({ pageSize: 2 });
    for (let number = 1; number <= 5; number += 1)
      emulator.calls.add(sampleCall(number, '2026-02-10T10:00:00Z'));

    const { state } = await runStream(await stream('calls'), { clock });

    expect([...state.values()].map(({ resume }) => resume)).toEqual([undefined]);
    expect(JSON.stringify([...state])).not.toContain('eyJ');
  });

  it.each([
    ['private calls', { include_private_calls: false }],
    ['media', { media: true }],
  ])('an option that changes what Gong returns (%s) makes everything be read anew', async (_, config) => {
    const { emulator, clock, stream } = await startAccount();
    const { state } = await runStream(await stream('calls', { start_date: '2026-01-01' }), { clock });
    emulator.clearRequests();

    await runStream(await stream('calls', { start_date: '2026-01-01', ...config }), { clock, state });

    expect(requestsTo(emulator, CALLS)[0]?.body.filter.fromDateTime).toBe('2026-01-01T00:00:00Z');
  });

  it('a table selected later is filled from the start', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, '2026-02-10T10:00:00Z'));
    const calls = await stream('calls');
    const first = await runStream(calls, { clock, tables: ['calls'] });

    const second = await runStream(calls, { clock, state: first.state });

    expect(first.ids('transcripts')).toEqual([]);
    expect(second.ids('transcripts')).toEqual([callId(1)]);
  });

  it('plans without a request what it would read', async () => {
    const { emulator, clock, stream } = await startAccount();
    const calls = await stream('calls');
    const { state } = await runStream(calls, { clock });
    emulator.clearRequests();

    const fresh = calls.plan({ state: new Map(), startedAt: now });
    const again = calls.plan({ state, startedAt: now });

    expect(fresh.map(({ reason, from, to }) => [reason, from, to])).toEqual([
      ['uncovered', Date.parse('2026-02-01'), now - 5 * MINUTE],
    ]);
    expect(again.map(({ reason }) => reason)).toEqual(['unsettled']);
    expect(emulator.requests).toEqual([]);
  });
});

describe('nothing at all', () => {
  it('A2: a first read that finds no call warns, because a key without sight of calls gets the same answer', async () => {
    const { clock, stream } = await startAccount();

    const run = await runStream(await stream('calls'), { clock });

    expect(run.events.filter((event) => event.type === 'warning')).toEqual([
      expect.objectContaining({
        code: 'gong_no_calls_visible',
        message: expect.stringContaining('may see calls'),
      }),
    ]);
  });

  it('a later read that finds nothing new does not warn', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.calls.add(sampleCall(1, '2026-02-02T10:00:00Z'));
    const calls = await stream('calls');
    const first = await runStream(calls, { clock });

    const second = await runStream(calls, { clock, state: first.state });

    expect(second.ids('calls')).toEqual([]);
    expect([...first.events, ...second.events].filter((event) => event.type === 'warning')).toEqual([]);
  });

  it('an empty window costs one request and none for transcripts', async () => {
    const { emulator, clock, stream } = await startAccount();

    await runStream(await stream('calls'), { clock });

    expect(requestsTo(emulator, CALLS)).toHaveLength(1);
    expect(requestsTo(emulator, TRANSCRIPTS)).toHaveLength(0);
  });
});
