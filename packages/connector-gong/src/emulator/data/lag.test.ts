import { createManualClock } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ALL_TIME, EVERYTHING, ask, buildCallRecord, callsPath, start } from '../__fixtures__/ask.js';
import type { GongEmulator } from '../index.js';

const STARTED = Date.UTC(2025, 2, 1, 12);
const HOUR = 60 * 60 * 1000;

const body = { filter: ALL_TIME, contentSelector: EVERYTHING };
const extensive = (emulator: GongEmulator) => ask(emulator, '/v2/calls/extensive', { body });
const transcripts = (emulator: GongEmulator) =>
  ask(emulator, '/v2/calls/transcript', { body: { filter: ALL_TIME } });

describe('processing lag', () => {
  it('keeps a call out of every list until it is processed, and counts it in totalRecords', async () => {
    const clock = createManualClock(STARTED);
    const emulator = await start({ clock });
    emulator.calls.add({ extensive: buildCallRecord('1', '2025-03-01T10:00:00Z') });
    emulator.calls.add({
      extensive: buildCallRecord('2', '2025-03-01T12:00:00Z'),
      visibleAt: STARTED + HOUR,
    });
    for (const list of [() => extensive(emulator), () => ask(emulator, callsPath())]) {
      const { json } = await list();
      expect(json.calls).toHaveLength(1);
      expect(json.records).toEqual({ totalRecords: 2, currentPageSize: 1, currentPageNumber: 0 });
    }
    expect((await ask(emulator, '/v2/calls/2')).status).toBe(404);
    clock.advance(HOUR);
    expect((await extensive(emulator)).json.calls).toHaveLength(2);
    expect((await ask(emulator, callsPath())).json.calls).toHaveLength(2);
    expect((await ask(emulator, '/v2/calls/2')).json.call).toEqual({
      id: '2',
      started: '2025-03-01T12:00:00Z',
      scheduled: null,
    });
  });

  it('answers 404 while every call is still being processed', async () => {
    const emulator = await start({ clock: createManualClock(STARTED) });
    emulator.calls.add({ extensive: buildCallRecord('1', '2025-03-01T12:00:00Z'), visibleAt: STARTED + 1 });
    expect((await extensive(emulator)).status).toBe(404);
  });

  it('adds content and interaction later than the call', async () => {
    const clock = createManualClock(STARTED);
    const emulator = await start({ clock });
    emulator.calls.add({
      extensive: {
        ...buildCallRecord('1', '2025-03-01T12:00:00Z'),
        content: { brief: 'short' },
        interaction: { speakers: [] },
        parties: [],
      },
      enrichedAt: STARTED + HOUR,
    });
    expect(Object.keys((await extensive(emulator)).json.calls[0])).toEqual(['metaData', 'parties']);
    clock.advance(HOUR);
    expect((await extensive(emulator)).json.calls[0]).toMatchObject({
      content: { brief: 'short' },
      interaction: { speakers: [] },
    });
  });

  it('lets a transcript come before or after its call', async () => {
    const clock = createManualClock(STARTED);
    const emulator = await start({ clock });
    const add = (id: string, visibleAt: number, transcriptAt: number) =>
      emulator.calls.add({
        extensive: buildCallRecord(id, '2025-03-01T12:00:00Z'),
        transcript: { callId: id, transcript: [] },
        visibleAt,
        transcriptAt,
      });
    add('early', STARTED + HOUR, STARTED);
    add('late', STARTED, STARTED + HOUR);
    emulator.calls.add({ extensive: buildCallRecord('silent', '2025-03-01T12:00:00Z') });
    const listed = await transcripts(emulator);
    expect(listed.json.callTranscripts).toEqual([{ callId: 'early', transcript: [] }]);
    expect(listed.json.records.totalRecords).toBe(2);
    expect((await extensive(emulator)).json.calls.map((call: any) => call.metaData.id)).toEqual([
      'late',
      'silent',
    ]);
    clock.advance(HOUR);
    expect((await transcripts(emulator)).json.callTranscripts).toHaveLength(2);
  });
});

describe('changing data', () => {
  it('updates what is given and keeps the rest', async () => {
    const emulator = await start({ clock: createManualClock(STARTED) });
    emulator.calls.add({ extensive: buildCallRecord('1', '2025-03-01T12:00:00Z', { title: 'old' }) });
    emulator.calls.update('1', { transcript: '{"callId":"1","transcript":[]}' });
    emulator.calls.update('1', { extensive: buildCallRecord('1', '2025-03-02T12:00:00Z', { title: 'new' }) });
    expect((await transcripts(emulator)).text).toContain('[{"callId":"1","transcript":[]}]');
    const { json } = await ask(emulator, callsPath());
    expect(json.calls).toMatchObject([{ title: 'new', started: '2025-03-02T12:00:00Z' }]);
    emulator.calls.update('1', { visibleAt: STARTED + 1 });
    expect((await ask(emulator, callsPath())).status).toBe(404);
    expect(emulator.calls.size).toBe(1);
  });

  it('removes calls and users', async () => {
    const emulator = await start();
    emulator.calls.add({ extensive: buildCallRecord('1', '2025-03-01T12:00:00Z') });
    emulator.users.add({ id: '1' });
    expect([emulator.calls.remove('1'), emulator.calls.remove('1')]).toEqual([true, false]);
    expect([emulator.users.remove('1'), emulator.users.remove('1')]).toEqual([true, false]);
    expect([emulator.calls.size, emulator.users.size]).toEqual([0, 0]);
    expect((await ask(emulator, callsPath())).status).toBe(404);
  });

  it('replaces users in place', async () => {
    const emulator = await start();
    emulator.users.add({ id: '1', title: 'old' });
    emulator.users.add({ id: '2' });
    emulator.users.update('1', { id: '1', title: 'new' });
    expect((await ask(emulator, '/v2/users')).json.users).toEqual([{ id: '1', title: 'new' }, { id: '2' }]);
  });

  it('says what is wrong with a record', async () => {
    const { calls, users } = await start();
    calls.add({ extensive: buildCallRecord('1', '2025-03-01T12:00:00Z') });
    users.add({ id: '1' });
    const call = (id: string) => ({ extensive: buildCallRecord(id, '2025-03-01T12:00:00Z') });
    expect(() => calls.add(call('1'))).toThrow('call 1 is already there: use update');
    expect(() => calls.update('2', call('2'))).toThrow('there is no call 2 to update: use add');
    expect(() => calls.update('1', call('2'))).toThrow('an update of call 1 cannot turn it into 2');
    expect(() => calls.add({ extensive: {} })).toThrow('a call needs `metaData`');
    expect(() => calls.add({ basic: { started: 'x' } })).toThrow('a call needs an `id`');
    expect(() => calls.add({ basic: { id: '3', started: 'soon' } })).toThrow('call 3 needs `started`');
    expect(() => users.add({ id: '1' })).toThrow('user 1 is already there: use update');
    expect(() => users.update('2', { id: '2' })).toThrow('there is no user 2 to update: use add');
    expect(() => users.update('1', { id: '2' })).toThrow('an update of user 1 cannot turn it into 2');
    expect(() => users.add({ name: 'x' })).toThrow('a user needs an `id`');
    expect(() => users.add('[]')).toThrow('not a JSON object');
  });
});
