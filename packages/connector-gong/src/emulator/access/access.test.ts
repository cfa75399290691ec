import { createManualClock } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ALL_TIME, EVERYTHING, ask, basic, callsPath, start } from '../__fixtures__/ask.js';
import type { GongEmulator } from '../index.js';

const UNAUTHORIZED = { status: 401, json: { errors: ['Unauthorized: invalid credentials'] } };

describe('basic credentials', () => {
  it('lets the key in', async () => {
    const emulator = await start({ accessKey: 'me', accessKeySecret: 'with:colon' });
    expect(emulator.apiToken).toBe('me:with:colon');
    expect((await ask(emulator, '/v2/users')).status).toBe(200);
    expect((await ask(emulator, '/v2/users', { authorization: basic('me:with:colon') })).status).toBe(200);
  });

  it('answers 401 to anything else, with a request id', async () => {
    const emulator = await start();
    const wrong = [
      undefined,
      '',
      'Basic',
      basic('gong-key:wrong'),
      basic('gong-key'),
      'Bearer unknown',
      'gong-key:gong-secret',
    ];
    for (const authorization of wrong) {
      const answer = await ask(emulator, '/v2/users', { authorization });
      expect(answer).toMatchObject(UNAUTHORIZED);
      expect(answer.json.requestId).toMatch(/^[a-z0-9]{19}$/);
    }
  });

  it('answers 401 on every host but the tenant’s', async () => {
    const emulator = await start({ tenantHost: 'us-55616.api.gong.example' });
    expect(await ask(emulator, '/v2/users')).toMatchObject(UNAUTHORIZED);
    expect(await ask(emulator, '/v2/users', { host: 'api.gong.example' })).toMatchObject(UNAUTHORIZED);
    for (const host of ['us-55616.api.gong.example', `us-55616.api.gong.example:${emulator.port}`]) {
      expect((await ask(emulator, '/v2/users', { host })).status).toBe(200);
    }
    expect(emulator.apiEndpoint).toBe(`http://us-55616.api.gong.example:${emulator.port}`);
  });

  it('answers 403 to an address that is not trusted', async () => {
    const distrusting = await start({ trustedAddresses: ['203.0.113.7'] });
    expect(await ask(distrusting, '/v2/users')).toMatchObject({
      status: 403,
      json: { errors: ['Access denied: IP address 127.0.0.1 is not trusted'] },
    });
    const trusting = await start({ trustedAddresses: ['127.0.0.1'] });
    expect((await ask(trusting, '/v2/users')).status).toBe(200);
  });

  it('answers 403 naming the scope that is missing', async () => {
    const emulator = await start({ scopes: ['api:users:read', 'api:calls:read:extensive'] });
    expect((await ask(emulator, '/v2/users')).status).toBe(200);
    expect(await ask(emulator, callsPath())).toMatchObject({
      status: 403,
      json: { errors: ['Access denied: the credentials lack the scope api:calls:read:basic'] },
    });
  });

  it('wants a further scope for media addresses', async () => {
    const emulator = await start({ scopes: ['api:calls:read:extensive'] });
    emulator.calls.add({ extensive: { metaData: { id: '1', started: '2025-01-01T00:00:00Z' } } });
    const body = { filter: ALL_TIME, contentSelector: EVERYTHING };
    expect(await ask(emulator, '/v2/calls/extensive', { body })).toMatchObject({
      status: 403,
      json: { errors: ['Access denied: the credentials lack the scope api:calls:read:media-url'] },
    });
    expect((await ask(emulator, '/v2/calls/extensive', { body: { filter: ALL_TIME } })).status).toBe(200);
  });
});

describe('OAuth', () => {
  const exchange = (emulator: GongEmulator, parameters: Record<string, string>, authorization?: string) =>
    ask(emulator, `/oauth2/generate-customer-token?${new URLSearchParams(parameters).toString()}`, {
      method: 'POST',
      authorization: authorization ?? basic(`${emulator.oauth.clientId}:${emulator.oauth.clientSecret}`),
    });
  const byCode = (emulator: GongEmulator, code = emulator.oauth.issueAuthorizationCode()) =>
    exchange(emulator, { grant_type: 'authorization_code', code, redirect_uri: 'https://example.com' });
  const byRefresh = (emulator: GongEmulator, token: string) =>
    exchange(emulator, { grant_type: 'refresh_token', refresh_token: token });

  it('trades a code for tokens, and says where the customer lives', async () => {
    const emulator = await start({
      oauth: { scope: 'api:users:read' },
      tenantHost: 'company-17.api.gong.example',
    });
    const answer = await byCode(emulator);
    expect(answer).toMatchObject({
      status: 200,
      json: {
        token_type: 'bearer',
        expires_in: 86_400,
        scope: 'api:users:read',
        api_base_url_for_customer: `http://company-17.api.gong.example:${emulator.port}`,
      },
    });
    const question = {
      authorization: `Bearer ${answer.json.access_token}`,
      host: 'company-17.api.gong.example',
    };
    expect((await ask(emulator, '/v2/users', question)).status).toBe(200);
    expect((await ask(emulator, callsPath(), question)).status).toBe(403);
    expect((await ask(emulator, '/v2/users', { ...question, host: 'api.gong.example' })).status).toBe(401);
  });

  it('refuses a code twice, after ten minutes, and when unknown', async () => {
    const clock = createManualClock('2025-01-15T12:00:00Z');
    const emulator = await start({ clock });
    const code = emulator.oauth.issueAuthorizationCode();
    expect((await byCode(emulator, code)).status).toBe(200);
    const dead = { status: 400, json: { errors: ['code: is not valid, was used before, or has expired'] } };
    expect(await byCode(emulator, code)).toMatchObject(dead);
    expect(await byCode(emulator, 'guess')).toMatchObject(dead);
    const late = emulator.oauth.issueAuthorizationCode();
    clock.advance(10 * 60 * 1000);
    expect(await byCode(emulator, late)).toMatchObject(dead);
  });

  it('rotates refresh tokens: each dies when it is used', async () => {
    const emulator = await start();
    const first = emulator.oauth.issueRefreshToken();
    const { json } = await byRefresh(emulator, first);
    expect(json.refresh_token).not.toBe(first);
    expect(await byRefresh(emulator, first)).toMatchObject({
      status: 400,
      json: { errors: ['refresh_token: is not valid, or was used before'] },
    });
    expect((await byRefresh(emulator, json.refresh_token)).status).toBe(200);
  });

  it('lets access tokens expire by its own clock', async () => {
    const clock = createManualClock('2025-01-15T12:00:00Z');
    const emulator = await start({ clock, oauth: { validitySeconds: 60 } });
    const { json } = await byCode(emulator);
    expect(json.expires_in).toBe(60);
    const question = { authorization: `Bearer ${json.access_token}` };
    clock.advance(59_999);
    expect((await ask(emulator, '/v2/users', question)).status).toBe(200);
    clock.advance(1);
    expect(await ask(emulator, '/v2/users', question)).toMatchObject(UNAUTHORIZED);
  });

  it('reads parameters from the query string only', async () => {
    const emulator = await start();
    const answer = await ask(emulator, '/oauth2/generate-customer-token', {
      body: `grant_type=refresh_token&refresh_token=${emulator.oauth.issueRefreshToken()}`,
      authorization: basic('gong-client:gong-client-secret'),
    });
    expect(answer).toMatchObject({
      status: 400,
      json: { errors: ['grant_type: must be authorization_code or refresh_token, in the query string'] },
    });
  });

  it('wants the client’s own credentials, before it touches a token', async () => {
    const emulator = await start({ oauth: { clientId: 'app', clientSecret: 'hush' } });
    const token = emulator.oauth.issueRefreshToken();
    const parameters = { grant_type: 'refresh_token', refresh_token: token };
    expect((await exchange(emulator, parameters, basic('app:wrong'))).status).toBe(401);
    expect((await exchange(emulator, parameters, basic('app:hush'))).status).toBe(200);
  });
});
