import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, NOW, startAccount, type Account } from '../__fixtures__/account.js';
import { expectTruth } from '../__fixtures__/expect-truth.js';

function addContacts({ emulator }: Account, count: number, at = NOW - 10 * DAY): string[] {
  return Array.from({ length: count }, (_, index) =>
    emulator.records.create('contacts', {
      properties: { email: `c${index}@acme.example`, firstname: `First ${index}` },
      createdAt: at,
      updatedAt: at + index,
    }),
  );
}

describe('the first read', () => {
  it('reads every record, a page of a hundred a request, and the archive', async () => {
    const account = await startAccount();
    addContacts(account, 250);

    const run = await account.run(['contacts']);

    expect(run.receipt()).toMatchObject({ outcome: 'proved' });
    expect(run.asked).toHaveLength(3 + 1);
    expectTruth(account, 'contacts');
  });

  it.each(['v3', '2026-03'])('speaks version %s of the API', async (api_version) => {
    const account = await startAccount();
    addContacts(account, 3);

    const run = await account.run(['contacts', 'companies', 'deals'], { config: { api_version } });

    expect(run.receipt('contacts')).toMatchObject({ outcome: 'proved' });
    expectTruth(account, 'contacts');
  });
});

describe('later runs', () => {
  it('read what changed, by search, and find nothing to do when nothing did', async () => {
    const account = await startAccount();
    const ids = addContacts(account, 250);
    await account.run(['contacts']);

    account.clock.advance(2 * HOUR);
    account.emulator.records.update(
      'contacts',
      ids[7]!,
      { firstname: 'Changed' },
      account.clock.now() - HOUR,
    );
    const changed = await account.run(['contacts']);
    const again = await account.run(['contacts']);

    expect(changed.asked.filter((line) => line.endsWith('/search'))).toHaveLength(1);
    expect(changed.receipt().tables[0]).toMatchObject({ updated: 1 });
    expect(again.asked).toEqual([]);
    expectTruth(account, 'contacts');
  });

  it('mark what was archived, with its time as evidence, and bring back what was restored', async () => {
    const account = await startAccount();
    const [first = ''] = addContacts(account, 3);
    await account.run(['contacts']);

    account.clock.advance(2 * HOUR);
    account.emulator.records.archive('contacts', first);
    account.clock.advance(MINUTE);
    await account.run(['contacts']);

    expect(account.deletedRows('contacts').get(first)?.evidence).toMatch(
      /^Archived in HubSpot at 2026-03-01T14:00:00\.\d{3}Z\.$/,
    );
    expectTruth(account, 'contacts');

    account.emulator.records.restore('contacts', first);
    account.clock.advance(8 * DAY);
    await account.run(['contacts']);
    expectTruth(account, 'contacts');
  });
});
