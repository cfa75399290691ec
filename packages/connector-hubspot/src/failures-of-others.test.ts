import { errorStatus } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, NOW, startAccount, type Account, type Run } from './__fixtures__/account.js';
import {
  claimsTooEarly,
  completesWhatFailed,
  forgetsVersions,
  goesOnFromTheLastTime,
  ignoresDeletions,
  pagesByOffset,
  readsOnePageOfAssociations,
  swallowsFailures,
  type MakeSource,
} from './__fixtures__/defective-sources.js';
import { expectTruth } from './__fixtures__/expect-truth.js';
import type { HubspotConfigInput } from './config/config.js';
import { EVERY_SEARCH_FAULT } from './emulator/index.js';

/**
 * What other systems were publicly reported to get wrong, each with a twin: the same situation read as they read it, so
 * that the test is known to see the difference.
 */

const NEVER = '5000w';

function addContacts({ emulator }: Account, count: number, at = NOW - 10 * DAY): string[] {
  return Array.from({ length: count }, (_, index) =>
    emulator.records.create('contacts', {
      properties: { email: `c${index}@acme.example`, firstname: `First ${index}` },
      createdAt: at,
      updatedAt: at + index,
    }),
  );
}

/** The same situation for us and for the twin. */
interface Situation {
  readonly source?: MakeSource;
  readonly config?: Partial<HubspotConfigInput>;
}

/** Holds for us, and does not for the twin. */
function situation(what: string, twin: Situation, play: (options: Situation) => Promise<void>): void {
  it(what, () => play({}), 60_000);
  it(`${what} — which its twin does not`, () => expect(play(twin)).rejects.toThrow(), 60_000);
}

describe('46: changes beyond the 10,000th result of a search', () => {
  situation('are read', { source: pagesByOffset }, async (options) => {
    const account = await startAccount();
    const ids = addContacts(account, 10_050);
    await account.run(['contacts']);
    account.clock.advance(3 * HOUR);
    for (const [index, id] of ids.entries())
      account.emulator.records.update('contacts', id, { firstname: 'New' }, NOW + HOUR + index);

    await account.run(['contacts'], options);

    expectTruth(account, 'contacts');
  });
});

describe('47: more than 10,000 changes at one and the same instant', () => {
  situation('are read', { source: goesOnFromTheLastTime }, async (options) => {
    const account = await startAccount();
    const ids = addContacts(account, 10_050);
    await account.run(['contacts']);
    account.clock.advance(3 * HOUR);
    for (const id of ids) account.emulator.records.update('contacts', id, { firstname: 'New' }, NOW + HOUR);

    const { asked } = await account.run(['contacts'], options);

    expect(asked.filter((line) => line.endsWith('/search')).length).toBeLessThan(60);
    expectTruth(account, 'contacts');
  });
});

describe('48: an index that lags, shows old values and is out of order', () => {
  const twin = { config: { look_back: '0s', refresh_every: NEVER } };
  situation('hides nothing for good', twin, async (options) => {
    const account = await startAccount({ searchFaults: EVERY_SEARCH_FAULT });
    const ids = addContacts(account, 40);
    await account.run(['contacts'], options);
    for (let step = 0; step < 8; step += 1) {
      for (const id of ids.slice(step * 5, step * 5 + 5))
        account.emulator.records.update('contacts', id, { firstname: `Step ${step}` });
      account.emulator.records.create('contacts', { properties: { email: `late${step}@acme.example` } });
      account.clock.advance(10 * MINUTE);
      await account.run(['contacts'], options);
    }
    account.clock.advance(2 * HOUR);
    await account.run(['contacts'], options);

    expectTruth(account, 'contacts');
  });
});

describe('48: old values that search still shows', () => {
  situation('never take the place of newer ones', { source: forgetsVersions }, async (options) => {
    const account = await startAccount({ searchFaults: EVERY_SEARCH_FAULT });
    const ids = addContacts(account, 60);
    const { faults, records } = account.emulator;
    const changeAll = (): void => {
      for (const id of ids) records.update('contacts', id, { firstname: 'New' });
    };
    account.clock.advance(2 * MINUTE);
    faults.inject({ kind: 'hook', run: changeAll }, { path: /objects.*contacts$/ });
    await account.run(['contacts'], options);
    expectTruth(account, 'contacts');

    account.clock.advance(20 * MINUTE);
    await account.run(['contacts'], options);

    expectTruth(account, 'contacts');
  });
});

describe('49: archived records, which keep their time of change', () => {
  const twin = { config: { archived_every: NEVER, refresh_every: NEVER } };
  situation('are marked deleted, with evidence', twin, async (options) => {
    const account = await startAccount();
    const [first = ''] = addContacts(account, 5);
    await account.run(['contacts'], options);
    account.emulator.records.archive('contacts', first);
    account.clock.advance(2 * HOUR);

    await account.run(['contacts'], options);

    expectTruth(account, 'contacts');
    expect(account.deletedRows('contacts').get(first)?.evidence).toMatch(/^Archived in HubSpot at 2026-/);
  });

  const sparing = { config: { refresh_every: NEVER } };
  situation('are found gone when nothing is left of them', sparing, async (options) => {
    const account = await startAccount();
    const [first = ''] = addContacts(account, 5);
    await account.run(['contacts'], options);
    account.emulator.records.erase('contacts', first);
    account.clock.advance(8 * DAY);

    await account.run(['contacts'], options);

    expectTruth(account, 'contacts');
  });
});

describe('50: what does not count as a change of a record', () => {
  const pairs = { associations: { contacts: ['companies'] } };

  function addPair({ emulator }: Account): { contact: string; company: string } {
    const contact = emulator.records.create('contacts', { createdAt: NOW - DAY });
    const company = emulator.records.create('companies', { createdAt: NOW - DAY });
    return { contact, company };
  }

  situation(
    'new and broken associations are seen',
    { config: { associations_every: NEVER } },
    async (options) => {
      const account = await startAccount();
      const { contact, company } = addPair(account);
      const config = { ...pairs, ...options.config };
      await account.run(['associations'], { ...options, config });

      account.emulator.records.associate('contacts', contact, 'companies', company);
      account.clock.advance(DAY);
      await account.run(['associations'], { ...options, config });
      expect(account.rows('associations').size).toBeGreaterThan(0);

      account.emulator.records.dissociate('contacts', contact, 'companies', company);
      account.clock.advance(DAY);
      await account.run(['associations'], { ...options, config });
      expect(account.rows('associations').size).toBe(0);
    },
  );

  situation('all pages of associations are read', { source: readsOnePageOfAssociations }, async (options) => {
    const account = await startAccount({ associationPage: 2 });
    const { contact } = addPair(account);
    for (let count = 0; count < 7; count += 1)
      account.emulator.records.associate(
        'contacts',
        contact,
        'companies',
        account.emulator.records.create('companies'),
      );

    await account.run(['associations'], { ...options, config: pairs });

    expect(account.rows('associations').size).toBe(7);
  });

  const blind = { source: ignoresDeletions, config: { refresh_every: NEVER } };
  situation('merged records are marked deleted, with evidence', blind, async (options) => {
    const account = await startAccount();
    const [winner = '', loser = ''] = addContacts(account, 5);
    await account.run(['contacts'], options);
    account.clock.advance(HOUR);
    account.emulator.records.merge('contacts', winner, loser);
    account.clock.advance(HOUR);

    await account.run(['contacts'], options);

    expectTruth(account, 'contacts');
    expect(account.deletedRows('contacts').get(loser)?.evidence).toBe(
      `Merged into ${winner}, as that record says.`,
    );
  });

  situation('calculated values are refreshed', { config: { refresh_every: NEVER } }, async (options) => {
    const account = await startAccount();
    const [first = ''] = addContacts(account, 5);
    await account.run(['contacts'], options);
    account.emulator.records.recalculate('contacts', first, { firstname: 'Calculated' });
    account.clock.advance(8 * DAY);

    await account.run(['contacts'], options);

    expectTruth(account, 'contacts');
  });

  it('keeps every earlier value of chosen properties', async () => {
    const account = await startAccount();
    const [first = ''] = addContacts(account, 60);
    const config = { property_history: { contacts: ['firstname'] } };
    await account.run(['contacts_property_history'], { config });
    account.clock.advance(3 * HOUR);
    account.emulator.records.update('contacts', first, { firstname: 'Second' }, NOW + HOUR);
    account.emulator.records.update('contacts', first, { firstname: 'Third' }, NOW + HOUR);

    await account.run(['contacts_property_history'], { config });

    const values = [...account.rows('contacts_property_history').values()]
      .filter((row) => row.record_id === first)
      .map(({ value, ordinal }) => [value, ordinal]);
    expect(values).toEqual([
      ['First 0', '0'],
      ['Second', '0'],
      ['Third', '1'],
    ]);
  });
});

describe('51: a refusal in the middle of a run, and page sizes', () => {
  it('leaves contacts alone when associations are refused', async () => {
    const account = await startAccount();
    addContacts(account, 120);
    account.emulator.setScopes(['crm.objects.contacts.read', 'crm.objects.deals.read']);
    const config = { associations: { contacts: ['companies'], deals: ['contacts'] } };

    const { receipt } = await account.run(['contacts', 'associations'], { config: { ...config } });

    expect(receipt('contacts').outcome).toBe('proved');
    expect(receipt('associations').outcome).toBe('failed');
    expectTruth(account, 'contacts');
  });

  it('asks for the longest pages there are', async () => {
    const account = await startAccount();
    addContacts(account, 3);
    await account.run(['contacts']);
    account.clock.advance(DAY);
    await account.run(['contacts']);

    const lists = account.emulator.requests.filter(({ path }) => path.endsWith('/contacts'));
    const searches = account.emulator.requests.filter(({ path }) => path.endsWith('/search'));
    expect(lists.map(({ query }) => query.limit).filter((limit) => limit !== undefined)).toContain('100');
    expect(searches.map(({ body }) => JSON.parse(body).limit)).toEqual([200]);
  });
});

describe('1, 3, 4: checkpoints and failures', () => {
  const KILLS = [1, 2, 3, 4, 5, 6, 7];

  situation('a run killed at any request loses nothing', { source: claimsTooEarly }, async (options) => {
    for (const killAfter of KILLS) {
      const account = await startAccount();
      addContacts(account, 450);
      await account.run(['contacts'], { ...options, killAfter });
      await account.run(['contacts'], options);
      expectTruth(account, 'contacts');
    }
  });
});

describe('2 and 5: progress', () => {
  it('is kept: a read goes on from where it was killed', async () => {
    const account = await startAccount();
    addContacts(account, 1000);
    const killed = await account.run(['contacts'], { killAfter: 6 });
    const next = await account.run(['contacts']);

    expect(killed.receipt().outcome).toBe('interrupted');
    expect(next.asked.length).toBeLessThanOrEqual(8);
    expectTruth(account, 'contacts');
  });
});

describe('20: a walk that failed', () => {
  situation('deletes nothing', { source: completesWhatFailed }, async (options) => {
    const account = await startAccount();
    addContacts(account, 350);
    await account.run(['contacts']);
    account.clock.advance(8 * DAY);
    account.emulator.faults.inject(errorStatus(500), {
      path: /objects.*contacts$/,
      skip: 3,
      times: Infinity,
    });
    await account.run(['contacts'], options);
    account.emulator.faults.clear();

    expect(account.deletedRows('contacts').size).toBe(0);
    expectTruth(account, 'contacts');
  });
});

describe('22: later runs', () => {
  it('read what changed and not everything', async () => {
    const account = await startAccount();
    const ids = addContacts(account, 2000);
    await account.run(['contacts']);
    account.clock.advance(DAY);
    for (const id of ids.slice(0, 20))
      account.emulator.records.update('contacts', id, { firstname: 'New' }, NOW + HOUR);

    const { asked } = await account.run(['contacts']);

    expect(asked).toHaveLength(1 + 1);
  });
});

describe('23: associations that cannot be read', () => {
  situation(
    'end the stream failed, and the others are kept',
    { source: swallowsFailures },
    async (options) => {
      const account = await startAccount();
      const contact = account.emulator.records.create('contacts');
      account.emulator.records.associate(
        'contacts',
        contact,
        'deals',
        account.emulator.records.create('deals'),
      );
      account.emulator.setScopes(['crm.objects.contacts.read', 'crm.objects.deals.read']);
      const config = { associations: { deals: ['companies'], contacts: ['deals'] } };

      const run: Run = await account.run(['associations'], { ...options, config });

      expect(account.rows('associations').size).toBe(1);
      expect(run.receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'missing_scope' } });
    },
  );
});
