import { errorStatus } from '@etl/emulator-kit';
import { readRecords } from '@etl/connector-kit';
import { collect } from '@etl/testing';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, NOW, startAccount, type Account } from './__fixtures__/account.js';
import { expectTruth } from './__fixtures__/expect-truth.js';
import { startSandbox } from './emulator/index.js';
import { hubspot } from './hubspot.js';

const signal = new AbortController().signal;

function addContacts({ emulator }: Account, count: number): void {
  for (let index = 0; index < count; index += 1)
    emulator.records.create('contacts', {
      properties: { email: `c${index}@acme.example` },
      createdAt: NOW - DAY,
    });
}

describe('a missing scope', () => {
  it('ends its stream alone, and is named', async () => {
    const account = await startAccount();
    addContacts(account, 3);
    account.emulator.setScopes(['crm.objects.contacts.read']);

    const run = await account.run(['contacts', 'deals', 'emails', 'custom_object_schemas', 'owners']);

    expect(run.receipts.map(({ stream, outcome }) => [stream, outcome])).toEqual([
      ['contacts', 'proved'],
      ['deals', 'failed'],
      ['emails', 'failed'],
      ['owners', 'failed'],
      ['custom_object_schemas', 'failed'],
    ]);
    expect(run.receipt('deals').problem).toMatchObject({
      code: 'missing_scope',
      message: expect.stringContaining('crm.objects.deals.read'),
    });
    expect(run.receipt('emails').problem?.message).toContain('sales-email-read');
    expectTruth(account, 'contacts');
  });
});

describe('check', () => {
  it('names the account, and what the token may read', async () => {
    const account = await startAccount();
    account.emulator.setScopes(['crm.objects.contacts.read']);

    const report = await account.source().check(signal);

    expect(report.account).toMatch(/^HubSpot account \d+ at app\.hubspot\.com$/);
    expect(report.details).toMatchObject({
      contacts: 'readable',
      deals: expect.stringContaining('crm.objects.deals.read'),
    });
  });

  it('fails when nothing may be read, or the token is refused', async () => {
    const account = await startAccount();
    account.emulator.setScopes([]);
    await expect(account.source().check(signal)).rejects.toMatchObject({ code: 'missing_scope' });
    await expect(account.source({ access_token: 'pat-na1-other' }).check(signal)).rejects.toMatchObject({
      kind: 'config',
      code: 'hubspot_unauthorized',
    });
    await expect(account.source({ access_token: 'not a token' }).check(signal)).rejects.toMatchObject({
      kind: 'config',
      http: { status: 530 },
    });
  });
});

describe('a sign-in', () => {
  async function signIn(account: Account) {
    const { clientId, clientSecret } = account.emulator.oauth;
    const refresh_token = account.emulator.oauth.issueRefreshToken();
    return {
      access_token: undefined,
      oauth: { client_id: clientId, client_secret: clientSecret, refresh_token },
    };
  }

  it('is renewed before its token ends, and when a token is refused in the middle of a run', async () => {
    const account = await startAccount();
    addContacts(account, 250);
    const config = await signIn(account);
    account.emulator.faults.inject(errorStatus(401), { path: /objects.*contacts$/, skip: 1 });

    const first = await account.run(['contacts'], { config });
    account.clock.advance(2 * HOUR);
    const second = await account.run(['contacts'], { config });

    expect(first.receipt().outcome).toBe('proved');
    expect(second.receipt().outcome).toBe('proved');
    const renewals = account.emulator.requests.filter(({ path }) => path.startsWith('/oauth/'));
    expect(renewals.map(({ status }) => status)).toEqual([200, 200, 200]);
    expectTruth(account, 'contacts');
  });

  it('that is over ends in words that help, without its secrets', async () => {
    const account = await startAccount();
    const config = await signIn(account);
    account.emulator.oauth.revokeRefreshToken(config.oauth.refresh_token);

    const error = await account
      .source(config)
      .check(signal)
      .catch((reason: unknown) => reason as Error);

    expect(error).toMatchObject({ kind: 'config', code: 'hubspot_sign_in_refused' });
    expect(JSON.stringify(error)).not.toContain(config.oauth.refresh_token);
    expect(JSON.stringify(error)).not.toContain(config.oauth.client_secret);
  });
});

describe('hubspot', () => {
  it('reads with `for await`, alone, everything there is', async () => {
    const sandbox = await startSandbox();
    const source = hubspot(sandbox.config);
    try {
      const deals = await collect(readRecords(source, 'deals'));
      const stages = await collect(readRecords(source, 'pipelines', { table: 'pipeline_stages' }));

      expect(deals.map(({ id }) => id)).toEqual(
        sandbox.emulator.truth
          .records('deals')
          .filter(({ archivedAt }) => archivedAt === undefined)
          .map(({ id }) => id),
      );
      expect(stages.length).toBeGreaterThan(0);
    } finally {
      await sandbox.close();
    }
  });

  it('says what is wrong with the options, without the secret', () => {
    const attempt = (options: object) => (): unknown => hubspot({ access_token: 'a-secret', ...options });

    expect(attempt({ api_endpoint: 'ftp://host' })).toThrow(/http\(s\) address[^]*api_endpoint/);
    expect(attempt({ look_back: '90' })).toThrow(/90[^]*look_back|number and a unit[^]*look_back/);
    expect(attempt({ api_version: 'v4' })).toThrow(/api_version/);
    expect(attempt({ access_token: undefined })).toThrow(/either access_token or oauth/);
    expect(attempt({ api_endpoint: 'ftp://host' })).not.toThrow(/a-secret/);
  });

  it('names an object that does not exist, and those that do', async () => {
    const account = await startAccount();

    await expect(
      account.source({ associations: { contact: ['deals'] } }).streams(signal),
    ).rejects.toMatchObject({
      kind: 'config',
      code: 'hubspot_unknown_object',
      message: expect.stringContaining('"contact"'),
      remedy: expect.stringContaining('contacts, companies'),
    });
  });

  it('reads no record that last changed before the start date, and counts what it leaves out', async () => {
    const account = await startAccount();
    addContacts(account, 3);
    account.emulator.records.create('contacts', {
      createdAt: Date.parse('2020-01-01'),
      updatedAt: NOW - DAY,
    });
    account.emulator.records.create('contacts', { createdAt: Date.parse('2020-01-01') });

    const { receipt } = await account.run(['contacts'], { config: { start_date: '2025-01-01' } });

    expect(receipt().tables[0]).toMatchObject({ fetched: 5, filtered: 1, inserted: 4 });
  });

  it('reads the account’s own objects, under names of their own', async () => {
    const account = await startAccount();
    account.emulator.customObjects.define({ name: 'machines', properties: [{ name: 'serial' }] });
    account.emulator.records.create('machines', { properties: { serial: 'M-1' } });

    await account.run(['custom_machines', 'custom_object_schemas']);

    expect([...account.rows('custom_machines').values()]).toMatchObject([{ serial: 'M-1' }]);
    expect(account.rows('custom_object_schemas').size).toBe(1);
  });
});
