import { describe, expect, it } from 'vitest';
import { DAY, HOUR, NOW, startAccount, type Account } from './__fixtures__/account.js';
import { expectTruth } from './__fixtures__/expect-truth.js';
import { countOpen, idsOf, readAll, requestsSince } from './__fixtures__/read-all.js';
import { hubspot } from './hubspot.js';

const ONLY_CONTACTS = { objects: ['contacts'], custom_objects: false };

function addContacts(
  { emulator }: Account,
  count: number,
  id: (index: number) => number = (index) => index + 1,
): string[] {
  return Array.from({ length: count }, (_, index) =>
    emulator.records.create('contacts', {
      id: String(id(index)),
      properties: { email: `c${index}@acme.example` },
      createdAt: NOW - 10 * DAY,
    }),
  );
}

describe('what a full read costs', () => {
  it.each([
    ['evenly', (index: number) => 1000 + index * 7],
    ['with most ids close together', (index: number) => (index < 14_000 ? 1000 + index : index * 1_000_000)],
  ])(
    'is a request for a hundred records, several at a time, ids spread %s',
    async (_name, id) => {
      const account = await startAccount();
      const ids = addContacts(account, 16_000, id);
      const { transport, most } = countOpen(account.dependencies.transport);
      const source = hubspot({ ...account.config, ...ONLY_CONTACTS }, { ...account.dependencies, transport });
      const before = account.emulator.requests.length;

      const batches = await readAll(source, 'contacts', { startedAt: NOW });

      const least = ids.length / 100 + 1;
      expect(new Set(idsOf(batches)).size).toBe(ids.length);
      expect(requestsSince(account, before)).toBeLessThanOrEqual(1.05 * least);
      expect(most()).toBeGreaterThan(1);
    },
    60_000,
  );
});

describe('what later runs cost', () => {
  it('is a search for two hundred records that changed, and the archive', async () => {
    const account = await startAccount();
    const ids = addContacts(account, 2000);
    await account.run(['contacts'], { config: ONLY_CONTACTS });
    account.clock.advance(DAY);
    for (const id of ids)
      account.emulator.records.update('contacts', id, { email: 'new@acme.example' }, NOW + HOUR);

    const { asked } = await account.run(['contacts'], { config: ONLY_CONTACTS });

    const least = 2000 / 200 + 1;
    expect(asked.length).toBeLessThanOrEqual(1.25 * least);
    expectTruth(account, 'contacts');
  }, 60_000);

  it('is nothing that could not carry news', async () => {
    const account = await startAccount({ empty: false, now: NOW });
    const associations = { contacts: ['companies'], deals: ['companies', 'contacts'] };
    const config = { associations, property_history: { deals: ['dealstage'] } };
    const streams = await account.source(config).streams(new AbortController().signal);
    const names = streams.map(({ name }) => name);
    await account.run(names, { config });

    const { asked, receipts } = await account.run(names, { config });

    expect(receipts.filter(({ outcome }) => outcome !== 'proved')).toEqual([]);
    // Nothing of what is read by time, id or cadence: only short lists, which have no other way to tell.
    expect(asked.filter((line) => /objects|associations|memberships/.test(line))).toEqual([]);
    expect(
      receipts
        .flatMap(({ tables }) => tables)
        .filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0),
    ).toEqual([]);
  }, 60_000);
});

describe('the time a full read takes', () => {
  const LEARNING = { ...ONLY_CONTACTS, requests_per_ten_seconds: undefined, search_requests_per_second: 4 };

  it('is hardly longer than the limit demands, which is learnt from the answers', async () => {
    const perTenSeconds = 20;
    const account = await startAccount({ limits: { perTenSeconds } });
    addContacts(account, 5000);
    const before = account.emulator.requests.length;

    const { receipt } = await account.run(['contacts'], { config: LEARNING });

    const requests = account.emulator.requests.slice(before);
    const took = requests.at(-1)!.at - requests[0]!.at;
    const demanded = (requests.length / perTenSeconds) * 10_000;
    expect(receipt().outcome).toBe('proved');
    expect(requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(took).toBeLessThanOrEqual(1.1 * demanded);
  }, 60_000);

  it('uses what a larger subscription allows', async () => {
    const account = await startAccount({ limits: { perTenSeconds: 190 } });
    addContacts(account, 5000);

    const started = account.clock.now();
    await account.run(['contacts'], { config: LEARNING });

    const requests = 50 + 1 + 1;
    expect(account.clock.now() - started).toBeLessThanOrEqual(1.1 * (requests / 19) * 1000);
  }, 60_000);

  it('searches no faster than the account allows', async () => {
    const account = await startAccount({ limits: {} });
    const ids = addContacts(account, 1500);
    await account.run(['contacts'], { config: LEARNING });
    account.clock.advance(DAY);
    for (const id of ids)
      account.emulator.records.update('contacts', id, { email: 'new@acme.example' }, NOW + HOUR);

    await account.run(['contacts'], { config: LEARNING });

    expect(account.emulator.requests.filter(({ status }) => status === 429)).toEqual([]);
  }, 60_000);

  it('leaves the rest of the day to other apps, and says when to come back', async () => {
    const account = await startAccount({ limits: { perDay: 2000 } });
    addContacts(account, 3000);
    account.emulator.otherApps.useElsewhere({ requests: 985 });

    const { receipt } = await account.run(['contacts'], { config: LEARNING });

    expect(receipt()).toMatchObject({
      outcome: 'deferred',
      problem: { code: 'quota_paused', resumeAt: Date.parse('2026-03-02T00:00:00Z') },
    });
    account.clock.advance(13 * HOUR);
    const next = await account.run(['contacts'], { config: LEARNING });
    expect(next.receipt().outcome).toBe('proved');
    expect(account.rows('contacts').size).toBe(3000);
  }, 60_000);

  it('is deferred to the next day when the day is used up', async () => {
    const account = await startAccount({ limits: { perDay: 10 } });
    addContacts(account, 3000);

    const { receipt } = await account.run(['contacts'], {
      config: { ...ONLY_CONTACTS, reserved_requests_per_day: 0 },
    });

    expect(receipt()).toMatchObject({ outcome: 'deferred' });
  });
});
