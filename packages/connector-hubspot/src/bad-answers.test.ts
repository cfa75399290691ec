import { errorStatus, type RewriteFault } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, NOW, startAccount, type Account } from './__fixtures__/account.js';
import { expectTruth } from './__fixtures__/expect-truth.js';

const LIST = /objects.*contacts$/;
const SEARCH = /contacts\/search$/;
const BATCH = /batch\/read$/;

function addContacts({ emulator }: Account, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    emulator.records.create('contacts', {
      properties: { email: `c${index}@acme.example` },
      createdAt: NOW - 5 * DAY,
    }),
  );
}

/** Changes the JSON that the emulator answers. */
function rewriteJson(change: (answer: any) => void): RewriteFault {
  return {
    kind: 'rewrite',
    rewrite: (response: any) => {
      const answer = JSON.parse(String(response.body));
      change(answer);
      return { ...response, body: JSON.stringify(answer) };
    },
  };
}

async function changedAccount(): Promise<Account> {
  const account = await startAccount();
  const ids = addContacts(account, 250);
  await account.run(['contacts']);
  account.clock.advance(DAY);
  for (const id of ids)
    account.emulator.records.update('contacts', id, { email: 'new@acme.example' }, NOW + HOUR);
  return account;
}

describe('a list', () => {
  it.each([
    ['that goes back', 'paging_loop', (answer: any) => (answer.paging.next.after = '1')],
    [
      'that says there is more, but not where',
      'hubspot_unreadable_cursor',
      (answer: any) => (answer.paging.next = {}),
    ],
    ['without results', 'malformed_page', (answer: any) => delete answer.results],
    [
      'with a record that has no id',
      'hubspot_record_without_id',
      (answer: any) => delete answer.results[3].id,
    ],
  ])('%s stops the stream and deletes nothing', async (_what, code, change) => {
    const account = await startAccount();
    addContacts(account, 250);
    await account.run(['contacts']);
    account.clock.advance(8 * DAY);
    account.emulator.faults.inject(rewriteJson(change), { path: LIST, skip: 1 });

    const { receipt } = await account.run(['contacts']);

    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code } });
    expect(account.deletedRows('contacts').size).toBe(0);
    await account.run(['contacts']);
    expectTruth(account, 'contacts');
  });

  it('whose address is too long is asked for ids, and the records for by id, whole', async () => {
    const account = await startAccount({ longestUrl: 4000 });
    for (let index = 0; index < 300; index += 1)
      account.emulator.properties.define('contacts', { name: `a_property_of_the_account_${index}` });
    const ids = addContacts(account, 150);
    account.emulator.records.update(
      'contacts',
      ids[7]!,
      { a_property_of_the_account_299: 'last' },
      NOW - DAY,
    );

    const { asked, receipt } = await account.run(['contacts']);

    expect(receipt().outcome).toBe('proved');
    expect(asked.filter((line) => line.endsWith('batch/read'))).toHaveLength(2);
    expect(asked.filter((line) => LIST.test(line))).toHaveLength(1 + 2 + 1);
    expectTruth(account, 'contacts');
  });

  it('whose records are gone before they are asked for loses nothing else', async () => {
    const account = await startAccount({ longestUrl: 300 });
    const [first = ''] = addContacts(account, 20);
    account.emulator.faults.inject(
      {
        kind: 'hook',
        run: () => {
          account.emulator.records.erase('contacts', first);
        },
      },
      { path: BATCH },
    );

    const { receipt } = await account.run(['contacts']);

    expect(receipt().outcome).toBe('proved');
    expectTruth(account, 'contacts');
  });

  it('whose records are neither returned nor said to be gone is not believed', async () => {
    const account = await startAccount({ longestUrl: 300 });
    addContacts(account, 20);
    account.emulator.faults.inject(
      rewriteJson((answer) => answer.results.pop()),
      { path: BATCH },
    );

    const { receipt } = await account.run(['contacts']);

    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'hubspot_unanswered_ids' } });
  });
});

describe('a search', () => {
  it.each([
    ['without results', 'malformed_page', (answer: any) => delete answer.results],
    ['without a total', 'malformed_page', (answer: any) => delete answer.total],
    [
      'that returns nothing of what it found',
      'hubspot_search_incomplete',
      (answer: any) => (answer.results = []),
    ],
  ])('%s stops the stream, and the next run finds all', async (_what, code, change) => {
    const account = await changedAccount();
    account.emulator.faults.inject(rewriteJson(change), { path: SEARCH });

    const { receipt } = await account.run(['contacts']);

    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code } });
    await account.run(['contacts']);
    expectTruth(account, 'contacts');
  });

  it('that is too long for HubSpot is asked for ids, and the records for by id', async () => {
    const account = await startAccount();
    for (let index = 0; index < 300; index += 1)
      account.emulator.properties.define('contacts', { name: `a_property_of_the_account_${index}` });
    const ids = addContacts(account, 250);
    await account.run(['contacts']);
    account.clock.advance(DAY);
    for (const id of ids)
      account.emulator.records.update('contacts', id, { email: 'new@acme.example' }, NOW + HOUR);
    account.emulator.faults.inject(errorStatus(400), {
      path: SEARCH,
      when: ({ body }) => body.length > 3000,
      times: Infinity,
    });

    const { asked, receipt } = await account.run(['contacts']);

    expect(receipt().outcome).toBe('proved');
    expect(asked.filter((line) => line.endsWith('contacts/search'))).toHaveLength(1 + 2);
    expect(asked.filter((line) => line.endsWith('batch/read'))).toHaveLength(3);
    expectTruth(account, 'contacts');
  });
});

describe('an account', () => {
  it('that is locked for a moment is waited for', async () => {
    const account = await startAccount();
    addContacts(account, 3);
    account.emulator.faults.inject(errorStatus(423), { path: LIST });

    const { events, receipt } = await account.run(['contacts']);

    expect(receipt().outcome).toBe('proved');
    expect(events).toContainEqual(expect.objectContaining({ type: 'retry', delay: 2000 }));
  });

  it('that moves to another data center is come back to', async () => {
    const account = await startAccount();
    account.emulator.faults.inject(
      { ...errorStatus(477), headers: { 'retry-after': '36000' } },
      { path: LIST, times: Infinity },
    );

    const { receipt } = await account.run(['contacts']);

    expect(receipt()).toMatchObject({ outcome: 'deferred', problem: { code: 'hubspot_migrating' } });
  });

  it('that refuses for another reason than a scope says so', async () => {
    const account = await startAccount();
    account.emulator.faults.inject(
      { kind: 'status', status: 403, body: '{"status":"error","message":"no","category":"BANNED"}' },
      { path: LIST, times: Infinity },
    );

    const { receipt } = await account.run(['contacts']);

    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'hubspot_forbidden' } });
  });
});

describe('associations', () => {
  it.each([
    ['that are kept back', 'hubspot_unanswered_ids', (answer: any) => answer.results.pop()],
    [
      'that could not be read',
      'hubspot_associations_refused',
      (answer: any) => (answer.errors = [{ category: 'INTERNAL_ERROR', message: 'later' }]),
    ],
  ])('%s stop the stream', async (_what, code, change) => {
    const account = await startAccount();
    for (let count = 0; count < 3; count += 1)
      account.emulator.records.associate(
        'contacts',
        account.emulator.records.create('contacts'),
        'companies',
        account.emulator.records.create('companies'),
      );
    account.emulator.faults.inject(rewriteJson(change), { path: /associations/ });
    const config = { associations: { contacts: ['companies'] } };

    const { receipt } = await account.run(['associations'], { config });

    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code } });
    await account.run(['associations'], { config });
    expect(account.rows('associations').size).toBe(3);
  });
});

describe('lists of records', () => {
  function addLists({ emulator }: Account, count: number): void {
    for (let id = 1; id <= count; id += 1)
      emulator.collections.lists.put({ listId: String(id), name: `List ${id}` });
  }

  it('are read whole although one is deleted while they are read', async () => {
    const account = await startAccount();
    addLists(account, 1200);
    account.emulator.faults.inject(
      {
        kind: 'hook',
        run: () => {
          account.emulator.collections.lists.remove('3');
        },
      },
      { path: /lists.*search$/, skip: 1 },
    );

    const { receipt } = await account.run(['lists']);

    expect(receipt().outcome).toBe('proved');
    expect(account.rows('lists').size).toBe(1199);
  });

  it('that would not stand still are an error', async () => {
    const account = await startAccount();
    addLists(account, 1200);
    let next = 1;
    account.emulator.faults.inject(
      {
        kind: 'hook',
        run: () => {
          account.emulator.collections.lists.remove(String(next++));
        },
      },
      { path: /lists.*search$/, times: Infinity },
    );

    const { receipt } = await account.run(['lists']);

    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'hubspot_lists_moving' } });
  });
});
