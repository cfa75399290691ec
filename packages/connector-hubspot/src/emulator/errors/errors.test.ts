import { errorStatus, tooManyRequests } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ask, start } from '../__fixtures__/ask.js';
import { accountMigrating, bareError, NO_SEARCH_FAULTS, proxyError, recordLocked } from '../index.js';

const CONTACTS = '/crm/v3/objects/contacts';

describe('faults', () => {
  it('use HubSpot’s envelope', async () => {
    const { emulator } = await start();
    emulator.faults.inject(errorStatus(503), { path: CONTACTS });
    expect(await ask(emulator, CONTACTS)).toMatchObject({
      status: 503,
      headers: { 'content-type': 'application/json' },
      json: { status: 'error', message: expect.any(String), correlationId: expect.any(String) },
    });
    emulator.faults.inject(tooManyRequests(3), { path: CONTACTS });
    expect(await ask(emulator, CONTACTS)).toMatchObject({ status: 429, headers: { 'retry-after': '3' } });
    emulator.faults.inject(bareError(500));
    expect((await ask(emulator, CONTACTS)).text).toBe('{"status":"error"}');
  });

  it('tell of locks and of accounts on the move', async () => {
    const { emulator } = await start();
    emulator.faults.inject(recordLocked());
    expect(await ask(emulator, CONTACTS)).toMatchObject({ status: 423, json: { category: 'LOCKED' } });
    emulator.faults.inject(accountMigrating(7200));
    expect(await ask(emulator, CONTACTS)).toMatchObject({
      status: 477,
      headers: { 'retry-after': '7200' },
      json: { category: 'MIGRATION_IN_PROGRESS' },
    });
  });

  it('are web pages when they come from the proxies in front', async () => {
    const { emulator } = await start();
    for (const status of [502, 504, 521, 523, 524] as const) {
      emulator.faults.inject(proxyError(status));
      expect(await ask(emulator, CONTACTS)).toMatchObject({
        status,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        text: expect.stringContaining('<html>'),
      });
    }
  });
});

describe('pages', () => {
  const ids = (answer: { json: any }) => answer.json.results.map(({ id }: { id: string }) => id);

  it('of a list repeat, or are turned around, when a fault says so', async () => {
    const { emulator } = await start({ searchFaults: NO_SEARCH_FAULTS });
    for (const id of ['1', '2', '3', '4']) {
      emulator.records.create('contacts', { id });
      emulator.collections.owners.put({ id });
    }
    emulator.faults.inject({ kind: 'reorder-page' });
    expect(ids(await ask(emulator, `${CONTACTS}?limit=2`))).toEqual(['2', '1']);
    emulator.faults.inject({ kind: 'duplicate-page' });
    expect((await ask(emulator, `${CONTACTS}?limit=2&after=2`)).json.paging.next.after).toBe('2');
    const body = { limit: 2, sorts: ['hs_object_id'] };
    emulator.faults.inject({ kind: 'reorder-page' });
    expect(ids(await ask(emulator, `${CONTACTS}/search`, { body }))).toEqual(['2', '1']);
    emulator.faults.inject({ kind: 'duplicate-page' });
    expect((await ask(emulator, `${CONTACTS}/search`, { body })).json.paging.next.after).toBe('0');
    emulator.faults.inject({ kind: 'duplicate-page' });
    const { after } = (await ask(emulator, '/crm/v3/owners?limit=2')).json.paging.next;
    expect(ids(await ask(emulator, `/crm/v3/owners?limit=2&after=${after}`))).toEqual(['1', '2']);
  });
});

describe('an address', () => {
  it('that is too long is answered by a web page', async () => {
    const { emulator } = await start();
    const withLength = (length: number) => `${CONTACTS}?properties=`.padEnd(length, 'a');
    expect((await ask(emulator, withLength(16_000))).status).toBe(200);
    expect(await ask(emulator, withLength(16_001))).toMatchObject({
      status: 414,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    });
    const strict = await start({ longestUrl: 8000 });
    expect((await ask(strict.emulator, withLength(8001))).status).toBe(414);
  });

  it('that leads nowhere is an error of its own', async () => {
    const { emulator } = await start();
    expect(await ask(emulator, '/crm/v3/nothing')).toMatchObject({
      status: 404,
      json: { category: 'OBJECT_NOT_FOUND' },
    });
    expect((await ask(emulator, CONTACTS, { body: {} })).status).toBe(405);
  });
});
