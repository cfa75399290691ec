import { createManualClock } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ALL_TIME, ask, buildCallRecord, callsPath, readAll, start } from '../__fixtures__/ask.js';
import type { GongEmulator, GongEmulatorOptions } from '../index.js';

const EXTENSIVE = '/v2/calls/extensive';

/** Calls 1…count, a minute apart, added in reverse so that order is the emulator's own doing. */
async function startWithCalls(count: number, options: GongEmulatorOptions = {}): Promise<GongEmulator> {
  const emulator = await start(options);
  for (let number = count; number >= 1; number -= 1) {
    const started = new Date(Date.UTC(2025, 0, 1, 0, number)).toISOString();
    emulator.calls.add({ extensive: buildCallRecord(String(number), started) });
  }
  return emulator;
}

const fetchPage = (emulator: GongEmulator, cursor?: string) =>
  ask(emulator, EXTENSIVE, { body: { filter: ALL_TIME, ...(cursor !== undefined && { cursor }) } });

const idsOf = (page: { json: any }): string[] => page.json.calls.map((call: any) => call.metaData.id);

const readIds = async (emulator: GongEmulator): Promise<string[]> =>
  (await readAll(emulator, EXTENSIVE, 'calls', { filter: ALL_TIME })).map((call) => call.metaData.id);

const decode = (part: string | undefined): any => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

describe('pages', () => {
  it('hold 100 records, and the last has no cursor', async () => {
    const emulator = await startWithCalls(205);
    const first = await fetchPage(emulator);
    expect(first.json.records).toEqual({
      totalRecords: 205,
      currentPageSize: 100,
      currentPageNumber: 0,
      cursor: expect.any(String),
    });
    expect(Object.keys(first.json)).toEqual(['requestId', 'records', 'calls']);
    const second = await fetchPage(emulator, first.json.records.cursor);
    const third = await fetchPage(emulator, second.json.records.cursor);
    expect(third.json.records).toEqual({ totalRecords: 205, currentPageSize: 5, currentPageNumber: 2 });
    const ids = [first, second, third].flatMap(idsOf);
    expect(ids).toEqual(Array.from({ length: 205 }, (_, index) => String(index + 1)));
  });

  it('end exactly when the records do', async () => {
    const emulator = await startWithCalls(4, { pageSize: 4 });
    expect((await fetchPage(emulator)).json.records).not.toHaveProperty('cursor');
  });

  it('come oldest first, newest first, or in no order, each record once', async () => {
    const oldest = await readIds(await startWithCalls(9, { pageSize: 2 }));
    const newest = await readIds(await startWithCalls(9, { pageSize: 2, callOrder: 'newest-first' }));
    const shuffled = await readIds(await startWithCalls(9, { pageSize: 2, callOrder: 'shuffled' }));
    expect(oldest).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(newest).toEqual(oldest.toReversed());
    expect(shuffled.toSorted()).toEqual(oldest);
    expect([oldest, newest]).not.toContainEqual(shuffled);
  });

  it('keep calls of the same instant apart', async () => {
    const emulator = await start({ pageSize: 2 });
    for (const id of ['c', 'a', 'e', 'b', 'd']) {
      emulator.calls.add({ extensive: buildCallRecord(id, '2025-01-01T00:00:00Z') });
    }
    expect(await readIds(emulator)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('lose nothing when a call that was served disappears between two pages', async () => {
    const emulator = await startWithCalls(6, { pageSize: 2 });
    emulator.faults.inject({ kind: 'hook', run: () => void emulator.calls.remove('1') }, { skip: 1 });
    expect(await readIds(emulator)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('end with an empty page, not with 404, when all calls have disappeared', async () => {
    const emulator = await startWithCalls(4, { pageSize: 2 });
    const { json } = await fetchPage(emulator);
    for (const id of ['1', '2', '3', '4']) emulator.calls.remove(id);
    expect(await fetchPage(emulator, json.records.cursor)).toMatchObject({
      status: 200,
      json: { calls: [], records: { currentPageSize: 0 } },
    });
  });

  it('show a call added ahead of the cursor, and not one added behind it', async () => {
    const emulator = await startWithCalls(4, { pageSize: 2 });
    const run = () => {
      emulator.calls.add({ extensive: buildCallRecord('early', '2025-01-01T00:00:30Z') });
      emulator.calls.add({ extensive: buildCallRecord('late', '2025-01-02T00:00:00Z') });
    };
    emulator.faults.inject({ kind: 'hook', run }, { skip: 1 });
    expect(await readIds(emulator)).toEqual(['1', '2', '3', '4', 'late']);
  });

  it('of users shift when one disappears, because their cursors count', async () => {
    const emulator = await start({ pageSize: 2 });
    for (const id of ['1', '2', '3', '4']) emulator.users.add({ id });
    const first = await ask(emulator, '/v2/users');
    emulator.users.remove('1');
    const cursor = encodeURIComponent(first.json.records.cursor);
    const second = await ask(emulator, `/v2/users?cursor=${cursor}`);
    expect(second.json.users).toEqual([{ id: '4' }]);
    expect(second.json.records).toEqual({ totalRecords: 4, currentPageSize: 1, currentPageNumber: 1 });
  });

  it('can be served twice', async () => {
    const emulator = await startWithCalls(4, { pageSize: 2 });
    emulator.faults.inject({ kind: 'duplicate-page' });
    expect(await readIds(emulator)).toEqual(['1', '2', '1', '2', '3', '4']);
    emulator.faults.inject({ kind: 'duplicate-page' }, { skip: 1 });
    expect(await readIds(emulator)).toEqual(['1', '2', '3', '4', '3', '4']);
  });

  it('can be turned around', async () => {
    const emulator = await startWithCalls(4, { pageSize: 2 });
    emulator.faults.inject({ kind: 'reorder-page' });
    expect(await readIds(emulator)).toEqual(['2', '1', '3', '4']);
  });
});

describe('cursors', () => {
  it('are JWTs that say when they end: an hour after the first request', async () => {
    const clock = createManualClock('2025-06-01T00:00:00.900Z');
    const emulator = await startWithCalls(3, { pageSize: 1, clock });
    const first = await fetchPage(emulator);
    const [header, payload] = first.json.records.cursor.split('.');
    expect(decode(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(decode(payload)).toMatchObject({
      callId: '1',
      pageSize: 1,
      total: 3,
      pageNumber: 1,
      exp: Date.UTC(2025, 5, 1, 1) / 1000,
    });
    clock.advance(30 * 60 * 1000);
    const second = await fetchPage(emulator, first.json.records.cursor);
    expect(decode(second.json.records.cursor.split('.')[1]).exp).toBe(Date.UTC(2025, 5, 1, 1) / 1000);
  });

  it('expire, and are not renewed by walking on', async () => {
    const clock = createManualClock('2025-06-01T00:00:00Z');
    const emulator = await startWithCalls(3, { pageSize: 1, clock });
    const first = await fetchPage(emulator);
    clock.advance(3_599_999);
    const second = await fetchPage(emulator, first.json.records.cursor);
    expect(second.status).toBe(200);
    clock.advance(1);
    const late = await fetchPage(emulator, second.json.records.cursor);
    expect(late.status).toBe(400);
    expect(late.json.errors[0]).toContain('cursor has expired');
  });

  it('are good for one request only', async () => {
    const emulator = await startWithCalls(3, { pageSize: 1 });
    const { cursor } = (await fetchPage(emulator)).json.records;
    const filter = { ...ALL_TIME, toDateTime: '2099-01-01T00:00:00Z' };
    const other = await ask(emulator, EXTENSIVE, { body: { filter, cursor } });
    const expected = {
      status: 400,
      json: { errors: ['cursor: was issued for a request with other parameters'] },
    };
    expect(other).toMatchObject(expected);
    const path = `${callsPath()}&cursor=${encodeURIComponent(cursor)}`;
    expect(await ask(emulator, path)).toMatchObject(expected);
  });

  it('do not mind the order of keys', async () => {
    const emulator = await startWithCalls(2, { pageSize: 1 });
    const { fromDateTime, toDateTime } = ALL_TIME;
    const first = await ask(emulator, EXTENSIVE, {
      body: {
        filter: { fromDateTime, toDateTime },
        contentSelector: {
          context: 'None',
          exposedFields: { content: { brief: true, topics: true }, media: true },
        },
      },
    });
    const second = await ask(emulator, EXTENSIVE, {
      body: {
        contentSelector: {
          exposedFields: { media: true, content: { topics: true, brief: true } },
          context: 'None',
        },
        cursor: first.json.records.cursor,
        filter: { toDateTime, fromDateTime },
      },
    });
    expect(idsOf(second)).toEqual(['2']);
  });

  it('are refused when forged or no text', async () => {
    const emulator = await startWithCalls(2, { pageSize: 1 });
    const { cursor } = (await fetchPage(emulator)).json.records;
    const [header, payload, signature] = cursor.split('.');
    const changed = Buffer.from(JSON.stringify({ ...decode(payload), exp: 9e9 })).toString('base64url');
    for (const forged of ['x', '', `${header}.${changed}.${signature}`]) {
      expect(await fetchPage(emulator, forged)).toMatchObject({
        status: 400,
        json: { errors: ['cursor: is not valid'] },
      });
    }
    const answer = await ask(emulator, EXTENSIVE, { body: { filter: ALL_TIME, cursor: 2 } });
    expect(answer).toMatchObject({ status: 400, json: { errors: ['cursor: must be a string'] } });
    expect(idsOf(await ask(emulator, EXTENSIVE, { body: { filter: ALL_TIME, cursor: null } }))).toEqual([
      '1',
    ]);
  });

  it('are ignored in the query of a POST: the first page comes again', async () => {
    const emulator = await startWithCalls(2, { pageSize: 1 });
    const { cursor } = (await fetchPage(emulator)).json.records;
    const path = `${EXTENSIVE}?cursor=${encodeURIComponent(cursor)}`;
    const again = await ask(emulator, path, { body: { filter: ALL_TIME } });
    expect(idsOf(again)).toEqual(['1']);
  });

  it('travel in the query of a GET', async () => {
    const emulator = await startWithCalls(2, { pageSize: 1 });
    const { cursor } = (await ask(emulator, callsPath())).json.records;
    const second = await ask(emulator, `${callsPath()}&cursor=${encodeURIComponent(cursor)}`);
    expect(second.json.calls).toMatchObject([{ id: '2' }]);
    expect(second.json.records).not.toHaveProperty('cursor');
  });
});
