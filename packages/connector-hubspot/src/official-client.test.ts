import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { httpTransport } from '@etl/connector-kit';
import { Client } from '@hubspot/api-client';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { NOW, startAccount } from './__fixtures__/account.js';

/**
 * HubSpot's own client is no dependency of this package. What keeps it out is written down here, so that a release of it
 * that changes this is noticed; and it judges the emulator and our requests, as somebody who knows HubSpot.
 */

afterEach(() => {
  vi.restoreAllMocks();
  // What is switched on here is switched on for every client of the process.
  new Client();
});

async function startServer(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server: Server = createServer(answer as never);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('why requests do not go through apiRequest', () => {
  it('cannot be aborted, has no time limit, and follows redirects to anywhere', async () => {
    const seen: (RequestInit | undefined)[] = [];
    vi.spyOn(globalThis, 'fetch').mockImplementation((_url, init) => {
      seen.push(init);
      return Promise.resolve(new Response('{}'));
    });
    const client = new Client({ accessToken: 'token', basePath: 'http://127.0.0.1:1' });
    const { signal } = new AbortController();

    await client.apiRequest({
      method: 'GET',
      path: '/crm/v3/owners',
      ...({ signal, timeout: 1000 } as object),
    });

    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(['headers', 'method']);
  });

  it('is held up by what another client of the process was told', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
    const client = new Client({ accessToken: 'token' });
    new Client({ accessToken: 'of somebody else', limiterOptions: { reservoir: 0 } });

    void client.apiRequest({ path: '/crm/v3/owners' });
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);

    expect(fetched).not.toHaveBeenCalled();
  });

  it('takes a compressed answer that was cut off for a whole one, which our transport does not', async () => {
    const whole = JSON.stringify({
      results: Array.from({ length: 2000 }, (_, id) => ({ id: String(id * 7919) })),
    });
    const zipped = gzipSync(whole);
    const half = zipped.subarray(0, zipped.length >> 1);
    const url = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': half.length }).end(half);
    });

    const response = await new Client({ accessToken: 'token', basePath: url }).apiRequest({ path: '/' });
    const text = await response.text();
    const exchange = httpTransport()({
      method: 'GET',
      url,
      headers: {},
      timeout: 5000,
      signal: new AbortController().signal,
    });

    expect(response.ok).toBe(true);
    expect(whole.startsWith(text) && text.length < whole.length).toBe(true);
    await expect(exchange).rejects.toMatchObject({ code: 'undecodable_body' });
  });

  it('knows no version of the API but the one that ends in 2027', async () => {
    const account = await startAccount();
    const client = new Client({ accessToken: account.emulator.token, basePath: account.emulator.url });
    await client.crm.contacts.basicApi.getPage();

    expect(account.emulator.requests.at(-1)?.path).toBe('/crm/v3/objects/contacts');
  });
});

describe('HubSpot’s client as a judge', () => {
  it('reads from the emulator what we read, by the same paths', async () => {
    const account = await startAccount();
    const { records, collections, token, url } = account.emulator;
    const contact = records.create('contacts', {
      properties: { email: 'a@acme.example' },
      createdAt: NOW - 1000,
    });
    const company = records.create('companies', { properties: { name: 'Acme' }, createdAt: NOW - 1000 });
    records.associate('contacts', contact, 'companies', company);
    collections.owners.put({ id: '1', email: 'o@halden.example', archived: false });
    // Its types ask for instances of classes where its own examples give literals.
    const client: any = new Client({ accessToken: token, basePath: url });

    const page = await client.crm.contacts.basicApi.getPage(100, undefined, ['email']);
    const found = await client.crm.contacts.searchApi.doSearch({
      limit: 200,
      properties: ['email'],
      filterGroups: [],
    });
    const read = await client.crm.contacts.batchApi.read({
      inputs: [{ id: contact }],
      properties: ['email'],
      propertiesWithHistory: [],
    });
    const associated = await client.crm.associations.v4.batchApi.getPage('contacts', 'companies', {
      inputs: [{ id: contact }],
    });
    const definitions = await client.crm.properties.coreApi.getAll('contacts');
    const owners = await client.crm.owners.ownersApi.getPage();
    const theirs = new Set(account.emulator.requests.map(({ method, path }) => `${method} ${path}`));
    account.emulator.clearRequests();

    expect(page.results.map(({ id, properties }: any) => [id, properties.email])).toEqual([
      [contact, 'a@acme.example'],
    ]);
    expect(found.results.map(({ id }: any) => id)).toEqual([contact]);
    expect(read.results.map(({ id }: any) => id)).toEqual([contact]);
    expect(associated.results[0]?.to.map(({ toObjectId }: any) => String(toObjectId))).toEqual([company]);
    expect(definitions.results.map(({ name }: any) => name)).toContain('email');
    expect(owners.results).toHaveLength(1);

    const config = {
      api_version: 'v3',
      associations: { contacts: ['companies'] },
      objects: ['contacts', 'companies'],
    };
    await account.run(['contacts', 'associations', 'owners'], { config });
    account.clock.advance(86_400_000);
    records.update('contacts', contact, { email: 'b@acme.example' }, NOW + 1000);
    await account.run(['contacts'], { config });
    const ours = new Set(account.emulator.requests.map(({ method, path }) => `${method} ${path}`));
    expect(
      [...theirs].filter((line) => !line.endsWith('/contacts/batch/read')).filter((line) => !ours.has(line)),
    ).toEqual([]);
  });
});
