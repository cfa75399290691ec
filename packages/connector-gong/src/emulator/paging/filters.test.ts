import { describe, expect, it } from 'vitest';
import { ALL_TIME, ask, buildCallRecord, callsPath, start } from '../__fixtures__/ask.js';
import type { GongEmulator } from '../index.js';

const EXTENSIVE = '/v2/calls/extensive';
const TRANSCRIPT = '/v2/calls/transcript';
const NOON = '2025-03-01T12:00:00Z';

const extensiveIds = async (emulator: GongEmulator, filter: object): Promise<string[]> => {
  const { status, json } = await ask(emulator, EXTENSIVE, { body: { filter } });
  return status === 404 ? [] : json.calls.map((call: any) => call.metaData.id);
};

const errorOf = async (answer: ReturnType<typeof ask>) => {
  const { status, json } = await answer;
  return [status, ...json.errors];
};

describe('ranges', () => {
  it('begin inclusive and end exclusive', async () => {
    const emulator = await start();
    emulator.calls.add({ extensive: buildCallRecord('1', NOON) });
    const justBefore = '2025-03-01T11:59:59.999Z';
    const justAfter = '2025-03-01T12:00:00.001Z';
    expect(await extensiveIds(emulator, { fromDateTime: NOON, toDateTime: justAfter })).toEqual(['1']);
    expect(await extensiveIds(emulator, { fromDateTime: justBefore, toDateTime: NOON })).toEqual([]);
    expect(await extensiveIds(emulator, { fromDateTime: justAfter })).toEqual([]);
    expect(await extensiveIds(emulator, { toDateTime: justAfter })).toEqual(['1']);
  });

  it('compare instants, not texts', async () => {
    const emulator = await start();
    emulator.calls.add({ extensive: buildCallRecord('1', '2025-03-01T23:30:00-08:00') });
    const filter = { fromDateTime: '2025-03-02T07:00:00Z', toDateTime: '2025-03-02T13:30:01+05:30' };
    expect(await extensiveIds(emulator, filter)).toEqual(['1']);
  });

  it('look at the start in extensive and transcript lists, at the plan in the basic one', async () => {
    const emulator = await start();
    emulator.calls.add({
      extensive: buildCallRecord('1', '2025-03-01T12:05:00Z', { scheduled: NOON }),
      transcript: { callId: '1', transcript: [] },
    });
    const planned = { fromDateTime: NOON, toDateTime: '2025-03-01T12:01:00Z' };
    const actual = { fromDateTime: '2025-03-01T12:05:00Z', toDateTime: '2025-03-01T12:06:00Z' };
    expect((await ask(emulator, callsPath(planned))).status).toBe(200);
    expect((await ask(emulator, callsPath(actual))).status).toBe(404);
    for (const path of [EXTENSIVE, TRANSCRIPT]) {
      expect((await ask(emulator, path, { body: { filter: planned } })).status).toBe(404);
      expect((await ask(emulator, path, { body: { filter: actual } })).status).toBe(200);
    }
  });

  it('fall back to the start for calls nobody planned', async () => {
    const emulator = await start();
    emulator.calls.add({ extensive: buildCallRecord('1', NOON) });
    const answer = await ask(emulator, callsPath({ fromDateTime: NOON, toDateTime: '2025-03-01T12:00:01Z' }));
    expect(answer.json.calls).toMatchObject([{ id: '1' }]);
  });

  it('in the query of a POST are ignored', async () => {
    const emulator = await start();
    emulator.calls.add({ extensive: buildCallRecord('1', NOON) });
    const path = `${EXTENSIVE}?fromDateTime=2030-01-01T00:00:00Z&toDateTime=2031-01-01T00:00:00Z`;
    expect((await ask(emulator, path, { body: { filter: ALL_TIME } })).json.calls).toHaveLength(1);
  });

  it('that are empty, or no dates, are refused', async () => {
    const emulator = await start();
    for (const toDateTime of [NOON, '2025-02-01T00:00:00Z']) {
      const filter = { fromDateTime: NOON, toDateTime };
      for (const path of [EXTENSIVE, TRANSCRIPT]) {
        expect(await errorOf(ask(emulator, path, { body: { filter } }))).toEqual([
          400,
          'filter.fromDateTime: must be before toDateTime',
        ]);
      }
      expect(await errorOf(ask(emulator, callsPath(filter)))).toEqual([
        400,
        'fromDateTime: must be before toDateTime',
      ]);
    }
    for (const date of ['2025-03-01', 'yesterday', '2025-03-01T12:00:00', '2025-13-01T00:00:00Z']) {
      expect(await errorOf(ask(emulator, EXTENSIVE, { body: { filter: { fromDateTime: date } } }))).toEqual([
        400,
        `filter.fromDateTime: must be an ISO-8601 date-time with an offset, found "${date}"`,
      ]);
    }
  });

  it('are required in the basic list', async () => {
    const emulator = await start();
    expect(await errorOf(ask(emulator, '/v2/calls'))).toEqual([400, 'fromDateTime: is required']);
    expect(await errorOf(ask(emulator, callsPath({ fromDateTime: NOON })))).toEqual([
      400,
      'toDateTime: is required',
    ]);
  });
});

describe('other filters', () => {
  it('narrow by workspace, call and primary user', async () => {
    const emulator = await start();
    const add = (id: string, workspaceId: string, primaryUserId: string | null) =>
      emulator.calls.add({ extensive: buildCallRecord(id, NOON, { workspaceId, primaryUserId }) });
    add('1', 'east', 'ann');
    add('2', 'east', 'bob');
    add('3', 'west', null);
    expect(await extensiveIds(emulator, { workspaceId: 'east' })).toEqual(['1', '2']);
    expect(await extensiveIds(emulator, { callIds: ['3', '1', 'unknown'] })).toEqual(['1', '3']);
    expect(await extensiveIds(emulator, { primaryUserIds: ['bob'] })).toEqual(['2']);
    expect(
      await extensiveIds(emulator, { ...ALL_TIME, workspaceId: 'east', primaryUserIds: ['ann'] }),
    ).toEqual(['1']);
    expect((await ask(emulator, callsPath({ ...ALL_TIME, workspaceId: 'west' }))).json.calls).toHaveLength(1);
  });

  it('keep the digits of ids written as numbers', async () => {
    const emulator = await start();
    emulator.calls.add({ extensive: `{"metaData":{"id":7027995831463343607,"started":"${NOON}"}}` });
    const answer = await ask(emulator, EXTENSIVE, { body: { filter: { callIds: ['7027995831463343607'] } } });
    expect(answer.text).toContain('"id":7027995831463343607,');
  });

  it('of the wrong type are refused', async () => {
    const emulator = await start();
    const refuse = (filter: unknown) => errorOf(ask(emulator, EXTENSIVE, { body: { filter } }));
    expect(await refuse({ callIds: [7027995831463343] })).toEqual([
      400,
      'filter.callIds: must be an array of strings',
    ]);
    expect(await refuse({ callIds: '1' })).toEqual([400, 'filter.callIds: must be an array of strings']);
    expect(await refuse({ workspaceId: 1 })).toEqual([400, 'filter.workspaceId: must be a string']);
    expect(await refuse([])).toEqual([400, 'filter: must be an object']);
    for (const path of [EXTENSIVE, TRANSCRIPT, '/v2/users/extensive']) {
      expect(await errorOf(ask(emulator, path, { body: {} }))).toEqual([400, 'filter: must not be null']);
      for (const body of ['', '[]', '{', 'null']) {
        expect(await errorOf(ask(emulator, path, { body }))).toEqual([
          400,
          'Request body is missing or is not a valid JSON object',
        ]);
      }
    }
  });
});

describe('nothing found', () => {
  it('is 404 for filtered lists, in both of Gong’s wordings', async () => {
    const emulator = await start();
    const calls = 'No calls found corresponding to the provided filters';
    expect(await errorOf(ask(emulator, callsPath()))).toEqual([404, calls]);
    expect(await errorOf(ask(emulator, EXTENSIVE, { body: { filter: ALL_TIME } }))).toEqual([404, calls]);
    expect(await errorOf(ask(emulator, EXTENSIVE, { body: { filter: { callIds: ['1'] } } }))).toEqual([
      404,
      calls,
    ]);
    expect(await errorOf(ask(emulator, TRANSCRIPT, { body: { filter: ALL_TIME } }))).toEqual([
      404,
      'No transcripts found corresponding to the provided filters.',
    ]);
    expect(await errorOf(ask(emulator, '/v2/users/extensive', { body: { filter: {} } }))).toEqual([
      404,
      'No users found corresponding to the provided filters',
    ]);
  });

  it('is an empty list where there is no filter', async () => {
    const answer = await ask(await start(), '/v2/users');
    expect(answer).toMatchObject({
      status: 200,
      json: { users: [], records: { totalRecords: 0, currentPageSize: 0 } },
    });
  });

  it('is an error of another wording for one call or user', async () => {
    const emulator = await start();
    expect(await errorOf(ask(emulator, '/v2/calls/123'))).toEqual([404, 'Call ID 123 was not found']);
    expect(await errorOf(ask(emulator, '/v2/users/123'))).toEqual([404, 'User ID 123 was not found']);
  });
});

describe('users', () => {
  it('are listed by creation and by id', async () => {
    const emulator = await start();
    emulator.users.add({ id: '1', created: '2025-01-01T00:00:00Z' });
    emulator.users.add({ id: '2', created: '2025-02-01T00:00:00+05:30' });
    const ids = async (filter: object) =>
      (await ask(emulator, '/v2/users/extensive', { body: { filter } })).json.users.map(
        (user: any) => user.id,
      );
    expect(await ids({})).toEqual(['1', '2']);
    expect(await ids({ createdFromDateTime: '2025-01-01T00:00:01Z' })).toEqual(['2']);
    expect(await ids({ createdToDateTime: '2025-01-31T18:30:00Z' })).toEqual(['1']);
    expect(await ids({ userIds: ['2', '9'] })).toEqual(['2']);
  });

  it('are found one by one', async () => {
    const emulator = await start();
    emulator.users.add('{"id":"1",  "firstName":"Zo\\u00eb"}');
    const answer = await ask(emulator, '/v2/users/1');
    expect(answer.text).toMatch(
      /^\{"requestId":"[a-z0-9]{19}","user":\{"id":"1", {2}"firstName":"Zo\\u00eb"\}\}$/,
    );
  });
});
