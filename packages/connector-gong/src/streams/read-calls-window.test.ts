import { createIdentifier, parseJson } from '@etl/core/json';
import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { CALLS, requestsTo, TRANSCRIPTS } from '../__fixtures__/requests.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { callId, sampleCall } from '../__fixtures__/sample-records.js';
import { DAY, HOUR, MINUTE } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);

function addCalls({ emulator }: Account, count: number, startedOf: (number: number) => number): string[] {
  for (let number = 1; number <= count; number += 1)
    emulator.calls.add(sampleCall(number, startedOf(number)));
  return Array.from({ length: count }, (_, index) => callId(index + 1));
}

describe('paging', () => {
  it('A2: the cursor travels in the body and the filter stays the same; nothing stands in the query', async () => {
    const account = await startAccount();
    const ids = addCalls(account, 250, (number) => now - DAY - number * MINUTE);

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    const sent = requestsTo(account.emulator, CALLS);
    expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
    expect(run.ids('calls')).toHaveLength(250);
    expect(sent.map(({ query }) => query)).toEqual([{}, {}, {}]);
    expect(sent.map(({ body }) => typeof body.cursor)).toEqual(['undefined', 'string', 'string']);
    expect(new Set(sent.map(({ body }) => JSON.stringify([body.filter, body.contentSelector]))).size).toBe(1);
  });

  it('A2: a page that comes again with another cursor ends the read with an error, not in a circle', async () => {
    const account = await startAccount();
    addCalls(account, 250, (number) => now - DAY - number * MINUTE);
    account.emulator.faults.inject({ kind: 'duplicate-page' }, { path: CALLS, skip: 1 });

    const run = runStream(await account.stream('calls'), { clock: account.clock });

    await expect(run).rejects.toMatchObject({ kind: 'fatal', code: 'paging_loop' });
  });

  it.each(['oldest-first', 'newest-first', 'shuffled'] as const)(
    'A2: the order of the list does not matter (%s)',
    async (callOrder) => {
      const account = await startAccount({ callOrder, pageSize: 10 });
      const ids = addCalls(account, 35, (number) => now - DAY - (number % 7) * HOUR);

      const run = await runStream(await account.stream('calls'), { clock: account.clock });

      expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
    },
  );

  it('A2: totalRecords counts calls still being analysed and is no reason to ask on', async () => {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY));
    account.emulator.calls.add(sampleCall(2, now - DAY, {}, { visibleAt: now + DAY }));

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(run.ids('calls')).toEqual([callId(1)]);
    expect(requestsTo(account.emulator, CALLS)).toHaveLength(1);
  });

  it('A2: currentPageNumber is not believed, whatever it counts from', async () => {
    const account = await startAccount({ pageSize: 10 });
    const ids = addCalls(account, 25, (number) => now - DAY - number * MINUTE);
    account.emulator.faults.inject(
      {
        kind: 'rewrite',
        rewrite: (response) => ({
          ...response,
          body: String(response.body).replace(/"currentPageNumber":\d+/, '"currentPageNumber":1'),
        }),
      },
      { times: Number.POSITIVE_INFINITY },
    );

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
  });

  it('A2: a cursor that dies of age in the middle of a window makes the window start again; nothing is lost', async () => {
    const account = await startAccount({ pageSize: 10 });
    const ids = addCalls(account, 35, (number) => now - DAY - number * MINUTE);
    account.emulator.faults.inject(
      {
        kind: 'hook',
        run: () => {
          account.clock.advance(61 * MINUTE);
        },
      },
      { path: CALLS, skip: 2 },
    );

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
    expect(new Set(run.ids('transcripts'))).toEqual(new Set(ids));
    expect(run.ids('calls').length).toBeGreaterThan(35);
  });

  it.each([400, 401, 403, 404, 410, 422])(
    'A2: an expired cursor is known by its words, whatever the status (%i)',
    async (status) => {
      const account = await startAccount({ pageSize: 10 });
      const ids = addCalls(account, 35, (number) => now - DAY - number * MINUTE);
      const body = JSON.stringify({ errors: ['Cursor has expired'] });
      account.emulator.faults.inject({ kind: 'status', status, body }, { path: CALLS, skip: 2 });

      const run = await runStream(await account.stream('calls'), { clock: account.clock });

      expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
    },
  );

  it('A2: "No calls found" in the middle of a list is not its end', async () => {
    const account = await startAccount({ pageSize: 10 });
    const ids = addCalls(account, 35, (number) => now - DAY - number * MINUTE);
    const body = JSON.stringify({ errors: ['No calls found corresponding to the provided filters'] });
    account.emulator.faults.inject({ kind: 'status', status: 404, body }, { path: CALLS, skip: 2 });

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
  });

  it('A2: a cursor that dies every time ends in an error that says how to go on', async () => {
    const account = await startAccount({ pageSize: 10 });
    addCalls(account, 15, (number) => now - DAY - number * MINUTE);
    account.emulator.faults.inject(
      {
        kind: 'hook',
        run: () => {
          account.clock.advance(61 * MINUTE);
        },
      },
      { path: CALLS, times: Number.POSITIVE_INFINITY, when: ({ body }) => !body.includes('cursor') },
    );

    const run = runStream(await account.stream('calls'), { clock: account.clock });

    await expect(run).rejects.toMatchObject({
      kind: 'transient',
      code: 'gong_cursor_expired',
      message: expect.stringContaining('from 2026-02-01T00:00:00.000Z to 2026-03-01T11:55:00.000Z'),
      remedy: expect.stringContaining('max_window'),
    });
  });

  it('a window with more than 2500 calls is read in parts, each covered on its own, for one request more', async () => {
    const account = await startAccount();
    const ids = addCalls(account, 4000, (number) => now - DAY - number * 6 * MINUTE);
    const calls = await account.stream('calls', { start_date: '2026-02-11' });

    const run = await runStream(calls, { clock: account.clock });

    const checkpoints = run.batches.flatMap((batch) => batch.checkpoints ?? []);
    const pages = checkpoints.map(() => 0);
    let part = 0;
    for (const { table, fetched, checkpoints: covered } of run.batches) {
      if (table === 'calls') pages[part] = (pages[part] ?? 0) + Math.ceil(fetched / 100);
      part += covered?.length ?? 0;
    }
    expect(checkpoints).toHaveLength(2);
    expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
    expect(new Set(run.ids('transcripts'))).toEqual(new Set(ids));
    expect(account.emulator.requests).toHaveLength(1 + 2 * pages.reduce((sum, count) => sum + count, 0));
  });

  it('calls that all started in one second are read whole, and the second is not asked for time and again', async () => {
    const account = await startAccount();
    const ids = addCalls(account, 2600, (number) => now - DAY + (number % 1000));
    const calls = await account.stream('calls', { start_date: '2026-02-28' });

    const run = await runStream(calls, { clock: account.clock, tables: ['calls'] });

    expect(new Set(run.ids('calls'))).toEqual(new Set(ids));
    expect(run.ids('calls')).toHaveLength(2600);
    // 26 pages, and about two requests for each of the 17 halvings that lead from 36 hours to a second.
    expect(account.emulator.requests.length).toBeLessThan(75);
  });
});

describe('what it costs', () => {
  /** The promise: 2 × Σ⌈calls in window ÷ 100⌉ + empty windows. */
  it.each([
    ['no call', [0, 0, 0], 3],
    ['one call', [1, 0, 0], 4],
    ['full pages', [100, 200, 0], 7],
    ['a call more', [101, 201, 1], 12],
    ['many', [250, 0, 333], 15],
  ])('A8: %s: two requests for a hundred calls and one for an empty window', async (_, counts, expected) => {
    const account = await startAccount();
    const start = Date.parse('2026-02-01');
    let number = 0;
    counts.forEach((count, window) => {
      for (let call = 0; call < count; call += 1) {
        number += 1;
        account.emulator.calls.add(sampleCall(number, start + window * 7 * DAY + call * MINUTE));
      }
    });

    const run = await runStream(await account.stream('calls', { max_window: '7d' }), {
      clock: account.clock,
      until: start + 21 * DAY,
    });

    const formula = counts.reduce((sum, count) => sum + (count === 0 ? 1 : 2 * Math.ceil(count / 100)), 0);
    expect(account.emulator.requests).toHaveLength(expected);
    expect(expected).toBe(formula);
    expect(run.ids('calls')).toHaveLength(number);
    expect(run.ids('transcripts')).toHaveLength(number);
  });

  it('A4: transcripts are asked by the ids of the page, never more than 100 at once, never one by one', async () => {
    const account = await startAccount({ pageSize: 130 });
    addCalls(account, 130, (number) => now - DAY - number * MINUTE);

    await runStream(await account.stream('calls'), { clock: account.clock });

    const sent = requestsTo(account.emulator, TRANSCRIPTS).map(({ body }) => body.filter);
    expect(sent.map(({ callIds }) => callIds.length)).toEqual([100, 30]);
    expect(sent.flatMap((filter) => Object.keys(filter))).toEqual(['callIds', 'callIds']);
  });

  it('with only the table calls no transcript is asked for', async () => {
    const account = await startAccount();
    addCalls(account, 150, (number) => now - DAY - number * MINUTE);

    const run = await runStream(await account.stream('calls'), { clock: account.clock, tables: ['calls'] });

    expect(account.emulator.requests).toHaveLength(2);
    expect(new Set(run.batches.map((batch) => batch.table))).toEqual(new Set(['calls']));
  });

  it('with only the table transcripts no call is asked for', async () => {
    const account = await startAccount();
    const ids = addCalls(account, 150, (number) => now - DAY - number * MINUTE);

    const run = await runStream(await account.stream('calls'), {
      clock: account.clock,
      tables: ['transcripts'],
    });

    expect(account.emulator.requests.map(({ path }) => path)).toEqual([TRANSCRIPTS, TRANSCRIPTS]);
    expect(new Set(run.ids('transcripts'))).toEqual(new Set(ids));
  });

  it('with only the table transcripts and without private calls, calls are asked for as little as possible', async () => {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY, { isPrivate: true }));
    account.emulator.calls.add(sampleCall(2, now - DAY));
    const calls = await account.stream('calls', { include_private_calls: false });

    const run = await runStream(calls, { clock: account.clock, tables: ['transcripts'] });

    expect(run.ids('transcripts')).toEqual([callId(2)]);
    expect(new Set(run.batches.map((batch) => batch.table))).toEqual(new Set(['transcripts']));
    expect(requestsTo(account.emulator, CALLS).map(({ body }) => body.contentSelector)).toEqual([{}]);
  });
});

describe('private calls', () => {
  async function readWith(includePrivate: boolean | undefined) {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY, { isPrivate: true }));
    account.emulator.calls.add(sampleCall(2, now - DAY));
    const option = includePrivate === undefined ? {} : { include_private_calls: includePrivate };
    const run = await runStream(await account.stream('calls', option), { clock: account.clock });
    return {
      run,
      asked: requestsTo(account.emulator, TRANSCRIPTS).flatMap(({ body }) => body.filter.callIds),
    };
  }

  it.each([undefined, true])(
    'A1: with an API key they are read (include_private_calls: %s)',
    async (option) => {
      const { run } = await readWith(option);

      expect(new Set(run.ids('calls'))).toEqual(new Set([callId(1), callId(2)]));
      expect(new Set(run.ids('transcripts'))).toEqual(new Set([callId(1), callId(2)]));
      expect(run.batches.some((batch) => batch.filtered !== undefined)).toBe(false);
    },
  );

  it('A1: left out, they are counted, and their transcripts are not even asked for', async () => {
    const { run, asked } = await readWith(false);

    expect(run.ids('calls')).toEqual([callId(2)]);
    expect(run.ids('transcripts')).toEqual([callId(2)]);
    expect(asked).toEqual([callId(2)]);
    for (const batch of run.batches) {
      const leftOut = Object.values(batch.filtered ?? {}).reduce((sum, count) => sum + count, 0);
      expect(batch.fetched).toBe(batch.records.length + leftOut);
    }
    expect(run.batches.find(({ table }) => table === 'calls')?.filtered).toEqual({ private_call: 1 });
  });

  it('a call that became private after it was read is withdrawn from both tables', async () => {
    const { run } = await readWith(false);

    const deletions = run.batches.flatMap(({ table, deletions = [] }) =>
      deletions.map((deletion) => ({ table, ...deletion })),
    );
    expect(deletions).toEqual([
      { table: 'calls', key: [callId(1)], evidence: 'metaData.isPrivate is true' },
      { table: 'transcripts', key: [callId(1)], evidence: 'metaData.isPrivate is true' },
    ]);
  });

  it('a page of private calls only asks for no transcript', async () => {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY, { isPrivate: true }));

    await runStream(await account.stream('calls', { include_private_calls: false }), {
      clock: account.clock,
    });

    expect(requestsTo(account.emulator, TRANSCRIPTS)).toEqual([]);
  });
});

describe('what records hold', () => {
  it('A4: every part of a call is asked for, CRM context at both times, and media only on request', async () => {
    const account = await startAccount();

    await runStream(await account.stream('calls'), { clock: account.clock });
    await runStream(await account.stream('calls', { media: true }), { clock: account.clock });

    const [without, withMedia] = requestsTo(account.emulator, CALLS).map(({ body }) => body.contentSelector);
    expect(without).toMatchObject({ context: 'Extended', contextTiming: ['Now', 'TimeOfCall'] });
    expect(without.exposedFields).toEqual({
      parties: true,
      content: {
        structure: true,
        topics: true,
        trackers: true,
        trackerOccurrences: true,
        pointsOfInterest: true,
        brief: true,
        outline: true,
        highlights: true,
        callOutcome: true,
        keyPoints: true,
      },
      interaction: { speakers: true, video: true, personInteractionStats: true, questions: true },
      collaboration: { publicComments: true },
      media: false,
    });
    expect(withMedia.exposedFields.media).toBe(true);
  });

  it('A2: fields that nobody knows yet stay in the record, and the record is the text Gong sent', async () => {
    const account = await startAccount();
    const text = `{"metaData":{"id":"${callId(1)}","started":"2026-02-10T10:00:00-07:00","isPrivate":false,"newField":{"b":1.50}},"context":[]}`;
    account.emulator.calls.add({ extensive: text });

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(run.record('calls', callId(1)).metaData.newField).toBeDefined();
    expect(run.batches[0]?.records[0]?.text).toContain('"newField":{"b":1.50}');
  });

  it('A3: an id written as a number keeps all its digits, also in the request for the transcript', async () => {
    const account = await startAccount();
    const id = '7027995831463343606';
    account.emulator.calls.add({
      extensive: `{"metaData":{"id":${id},"started":"2026-02-10T10:00:00Z","isPrivate":false}}`,
      transcript: `{"callId":${id},"transcript":[]}`,
    });

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(requestsTo(account.emulator, TRANSCRIPTS)[0]?.body.filter.callIds).toEqual([id]);
    expect(
      run.batches
        .flatMap(({ records }) => records.map(({ text }) => text))
        .every((text) => text.includes(id)),
    ).toBe(true);
  });

  it('A3: values of CRM fields keep their type', async () => {
    const account = await startAccount();
    const values = ['text', 12.5, true, null, { a: 1 }, ['x']];
    const context = [
      {
        system: 'HubSpot',
        objects: [
          {
            objectType: 'Account',
            objectId: '1',
            fields: values.map((value, n) => ({ name: `f${n}`, value })),
          },
        ],
      },
    ];
    account.emulator.calls.add({
      extensive: { metaData: { id: callId(1), started: '2026-02-10T10:00:00Z', isPrivate: false }, context },
    });

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(
      run.record('calls', callId(1)).context[0].objects[0].fields.map((field: any) => field.value),
    ).toEqual(values);
  });

  it('a call without an id is handed on, for the dead letters, and asks for no transcript', async () => {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY));
    account.emulator.faults.inject(
      {
        kind: 'rewrite',
        rewrite: (response) => ({ ...response, body: String(response.body).replace(/"id":"7\d+",/, '') }),
      },
      { path: CALLS },
    );

    const run = await runStream(await account.stream('calls'), { clock: account.clock });

    expect(run.batches[0]).toMatchObject({ table: 'calls', fetched: 1 });
    expect(run.batches[0]?.records).toHaveLength(1);
    expect(requestsTo(account.emulator, TRANSCRIPTS)).toEqual([]);
  });

  it('A4: addresses of recordings are signed anew each time, and that is no change of the call', async () => {
    const account = await startAccount();
    account.emulator.calls.add({
      ...sampleCall(1, now - DAY),
      extensive: {
        ...(sampleCall(1, now - DAY).extensive as object),
        media: { audioUrl: 'a', videoUrl: 'b' },
      },
    });
    const calls = await account.stream('calls', { media: true });
    const identify = createIdentifier(calls.tables[0]!);

    const first = await runStream(calls, { clock: account.clock });
    account.clock.advance(HOUR);
    const second = await runStream(calls, { clock: account.clock, state: first.state });

    const [before, after] = [first, second].map(
      (run) => run.batches.find(({ table }) => table === 'calls')!.records[0]!,
    );
    expect((parseJson(before!.text) as any).media.audioUrl).not.toBe(
      (parseJson(after!.text) as any).media.audioUrl,
    );
    expect(identify(before!).hash).toBe(identify(after!).hash);
  });
});
