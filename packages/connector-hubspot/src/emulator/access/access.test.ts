import { describe, expect, it } from 'vitest';
import { ask, MINUTE, search, start } from '../__fixtures__/ask.js';
import type { HubspotEmulator } from '../index.js';

const CONTACTS = '/crm/v3/objects/contacts';
const TOKEN_PATHS = ['/oauth/v1/token', '/oauth/v3/token', '/oauth/2026-09/token'];

function exchange(emulator: HubspotEmulator, fields: Record<string, string>, path = '/oauth/v3/token') {
  const { clientId, clientSecret } = emulator.oauth;
  const form = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret, ...fields };
  const body = new URLSearchParams(form).toString();
  return ask(emulator, path, { body, authorization: undefined });
}

describe('a token', () => {
  it('is asked for', async () => {
    const { emulator } = await start();
    for (const authorization of [undefined, 'Basic abc', 'Bearer pat-unknown']) {
      expect(await ask(emulator, CONTACTS, { authorization })).toMatchObject({
        status: 401,
        json: { status: 'error', category: 'INVALID_AUTHENTICATION', correlationId: expect.any(String) },
      });
    }
  });

  it('that is malformed does not get past the proxy in front', async () => {
    const { emulator } = await start();
    const answer = await ask(emulator, CONTACTS, { authorization: 'Bearer "quoted token"' });
    expect(answer).toMatchObject({ status: 530, text: expect.stringContaining('<html>') });
  });

  it('may do what its scopes say, and an answer names what is missing', async () => {
    const { emulator } = await start({ scopes: ['crm.objects.contacts.read', 'e-commerce', 'content'] });
    const statusOf = async (path: string) => (await ask(emulator, path)).status;
    expect(await statusOf(CONTACTS)).toBe(200);
    expect(await statusOf('/crm/v3/objects/line_items')).toBe(200);
    expect(await statusOf('/marketing/v3/emails')).toBe(200);
    expect(await statusOf('/account-info/v3/details')).toBe(200);
    const missing = async (path: string) =>
      (await ask(emulator, path)).json.errors[0].context.requiredGranularScopes;
    expect(await ask(emulator, '/crm/v3/objects/deals')).toMatchObject({
      status: 403,
      json: { category: 'MISSING_SCOPES', links: { scopes: expect.any(String) } },
    });
    expect(await missing('/crm/v3/objects/deals')).toEqual(['crm.objects.deals.read']);
    expect(await missing('/crm/v3/objects/emails')).toEqual(['sales-email-read']);
    expect(await missing('/crm/v3/objects/tickets')).toEqual(['tickets']);
    expect(await missing('/crm/v3/owners')).toEqual(['crm.objects.owners.read']);
    expect(await missing('/marketing/v3/forms')).toEqual(['forms']);
    expect(await missing('/crm/v4/associations/contacts/deals/labels')).toEqual(['crm.objects.deals.read']);
    expect((await search(emulator, 'deals')).status).toBe(403);
    emulator.setScopes(undefined);
    expect(await statusOf('/crm/v3/objects/deals')).toBe(200);
  });
});

describe('OAuth', () => {
  it('gives tokens for half an hour at every version of its address; the refresh token stays', async () => {
    const { emulator, clock } = await start({ oauth: { scopes: ['crm.objects.contacts.read'] } });
    const refreshToken = emulator.oauth.issueRefreshToken();
    for (const path of TOKEN_PATHS) {
      const { status, json } = await exchange(emulator, { refresh_token: refreshToken }, path);
      expect(status).toBe(200);
      expect(json).toMatchObject({
        token_type: 'bearer',
        refresh_token: refreshToken,
        expires_in: 1800,
        hub_id: 62515,
        scopes: ['crm.objects.contacts.read'],
      });
      const authorization = `Bearer ${json.access_token}`;
      expect((await ask(emulator, CONTACTS, { authorization })).status).toBe(200);
      expect((await ask(emulator, '/crm/v3/objects/deals', { authorization })).status).toBe(403);
      clock.advance(30 * MINUTE);
      expect(await ask(emulator, CONTACTS, { authorization })).toMatchObject({
        status: 401,
        json: {
          category: 'EXPIRED_AUTHENTICATION',
          message: 'The OAuth token used to make this call expired 0 second(s) ago.',
        },
      });
    }
    expect((await exchange(emulator, { refresh_token: refreshToken }, '/oauth/2026-01/token')).status).toBe(
      404,
    );
  });

  it('refuses what does not fit', async () => {
    const { emulator } = await start();
    const refreshToken = emulator.oauth.issueRefreshToken();
    const wrong = [
      { refresh_token: 'unknown' },
      { refresh_token: refreshToken, grant_type: 'password' },
      { refresh_token: refreshToken, client_id: 'x' },
      { refresh_token: refreshToken, client_secret: 'x' },
    ];
    for (const fields of wrong) expect((await exchange(emulator, fields)).status).toBe(400);
    emulator.oauth.revokeRefreshToken(refreshToken);
    expect(await exchange(emulator, { refresh_token: refreshToken })).toMatchObject({
      status: 400,
      json: { category: 'BAD_REFRESH_TOKEN' },
    });
  });
});
