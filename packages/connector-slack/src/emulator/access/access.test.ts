import { errorStatus, htmlInsteadOfJson, tooManyRequests } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ask, MINUTE, SECOND, start } from '../__fixtures__/ask.js';
import { pathOf, slackError } from '../index.js';

const C = 'C0000000001';

describe('tokens', () => {
  it('stand in the header or among the arguments, and arguments wherever they like', async () => {
    const { emulator } = await start();
    const { token } = emulator;
    const none = { authorization: undefined };
    expect((await ask(emulator, 'auth.test', {}, none)).json).toEqual({ ok: false, error: 'not_authed' });
    expect((await ask(emulator, 'auth.test', { token }, none)).json.ok).toBe(true);
    expect((await ask(emulator, 'auth.test', { token }, { ...none, method: 'GET' })).json.ok).toBe(true);
    expect((await ask(emulator, 'auth.test', { token }, { ...none, asJson: true })).json.ok).toBe(true);
    const wrong = { authorization: 'Bearer xoxb-wrong' };
    expect(await ask(emulator, 'auth.test', {}, wrong)).toMatchObject({
      status: 200,
      json: { ok: false, error: 'invalid_auth' },
    });
    emulator.refuseTokens('token_revoked');
    expect((await ask(emulator, 'auth.test')).json.error).toBe('token_revoked');
  });

  it('are rotated: each refresh token works once, each access token twelve hours', async () => {
    const { emulator, clock } = await start();
    const { oauth } = emulator;
    const form = {
      client_id: oauth.clientId,
      client_secret: oauth.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: oauth.issueRefreshToken(),
    };
    const none = { authorization: undefined };
    const exchange = async (values: object) =>
      (await ask(emulator, 'oauth.v2.access', { ...form, ...values }, none)).json;
    const first = await exchange({});
    expect(first).toMatchObject({ ok: true, expires_in: 43_200, token_type: 'bot' });
    expect(await exchange({})).toEqual({ ok: false, error: 'invalid_refresh_token' });
    const bearer = { authorization: `Bearer ${first.access_token}` };
    expect((await ask(emulator, 'auth.test', {}, bearer)).json.ok).toBe(true);
    clock.advance(43_200 * SECOND);
    expect((await ask(emulator, 'auth.test', {}, bearer)).json.error).toBe('token_expired');
    const second = await exchange({ refresh_token: first.refresh_token });
    emulator.oauth.expireAccessTokens();
    const later = { authorization: `Bearer ${second.access_token}` };
    expect((await ask(emulator, 'auth.test', {}, later)).json.error).toBe('token_expired');
    const basic = Buffer.from(`${oauth.clientId}:${oauth.clientSecret}`).toString('base64');
    const values = { grant_type: 'refresh_token', refresh_token: second.refresh_token };
    const answer = await ask(emulator, 'oauth.v2.access', values, { authorization: `Basic ${basic}` });
    expect(answer.json.ok).toBe(true);
    for (const [change, error] of [
      [{ client_id: 'x' }, 'invalid_client_id'],
      [{ client_secret: 'x' }, 'bad_client_secret'],
      [{ grant_type: 'x' }, 'invalid_grant_type'],
    ] as const) {
      expect((await exchange(change)).error).toBe(error);
    }
  });

  it('need scopes, which the refusal names', async () => {
    const { emulator } = await start({ scopes: ['channels:read', 'users:read'] });
    emulator.changes.createChannel({ id: C });
    const types = 'public_channel,private_channel';
    expect(await ask(emulator, 'conversations.list', { types })).toMatchObject({
      status: 200,
      json: { error: 'missing_scope', needed: 'groups:read', provided: 'channels:read,users:read' },
    });
    const history = await ask(emulator, 'conversations.history', { channel: C });
    expect(history.json).toMatchObject({ error: 'missing_scope', needed: 'channels:history' });
    const answer = await ask(emulator, 'users.list');
    expect(answer.headers.get('x-oauth-scopes')).toBe('channels:read,users:read');
  });
});

describe('limits', () => {
  const history = 'conversations.history';

  it('hold for each method alone', async () => {
    const { emulator, clock } = await start({ limits: {} });
    emulator.changes.createChannel({ id: C });
    const list = () => ask(emulator, 'users.list');
    for (let count = 0; count < 20; count += 1) expect((await list()).status).toBe(200);
    const refused = await list();
    expect(refused).toMatchObject({ status: 429, json: { ok: false, error: 'ratelimited' } });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await ask(emulator, history, { channel: C })).status).toBe(200);
    clock.advance(MINUTE);
    expect((await list()).status).toBe(200);
  });

  it('can be set for one method, and keep silent about when to come back', async () => {
    const { emulator } = await start({ limits: { 'team.info': 1 }, retryAfter: 'sometimes' });
    await ask(emulator, 'team.info');
    const headers = [await ask(emulator, 'team.info'), await ask(emulator, 'team.info')].map(({ headers }) =>
      headers.get('retry-after'),
    );
    expect(headers).toEqual([null, '60']);
  });

  it('are one request a minute under tight terms', async () => {
    const { emulator, clock } = await start({ limits: 'none', terms: 'tight', retryAfter: 'never' });
    emulator.changes.createChannel({ id: C });
    const read = async () => (await ask(emulator, history, { channel: C })).status;
    expect([await read(), await read()]).toEqual([200, 429]);
    expect((await ask(emulator, 'users.list')).status).toBe(200);
    clock.advance(MINUTE);
    expect(await read()).toBe(200);
    emulator.setTerms('internal');
    expect([await read(), await read()]).toEqual([200, 200]);
  });
});

describe('faults', () => {
  it('are worded as Slack words them', async () => {
    const { emulator } = await start();
    const path = pathOf('users.list');
    emulator.faults.inject(slackError('fatal_error', { warning: 'w' }), { path });
    expect(await ask(emulator, 'users.list')).toMatchObject({
      status: 200,
      json: { ok: false, error: 'fatal_error', warning: 'w' },
    });
    emulator.faults.inject(tooManyRequests(30), { path });
    expect(await ask(emulator, 'users.list')).toMatchObject({ status: 429, json: { error: 'ratelimited' } });
    emulator.faults.inject(errorStatus(503), { path });
    expect(await ask(emulator, 'users.list')).toMatchObject({
      status: 503,
      json: { error: 'service_unavailable' },
    });
    emulator.faults.inject(errorStatus(500), { path });
    expect(await ask(emulator, 'users.list')).toMatchObject({
      status: 500,
      json: { error: 'internal_error' },
    });
    emulator.faults.inject(htmlInsteadOfJson(), { path });
    await expect(ask(emulator, 'users.list')).rejects.toThrow('JSON');
  });

  it('do not include what Slack does not know', async () => {
    const { emulator } = await start();
    expect(await ask(emulator, 'users.nothing')).toMatchObject({
      status: 200,
      json: { error: 'unknown_method' },
    });
    const asArray = await fetch(`${emulator.apiEndpoint}users.list`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${emulator.token}` },
      body: '[]',
    });
    expect(await asArray.json()).toEqual({ ok: false, error: 'json_not_object' });
    expect(emulator.requestCounts()).toEqual({ 'users.list': 1 });
    emulator.clearRequests();
    expect([emulator.requestCounts(), emulator.requests]).toEqual([{}, []]);
  });
});
