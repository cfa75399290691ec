import { createManualClock } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ask, NOON, search, SECOND, start } from '../__fixtures__/ask.js';
import { HUBSPOT_LIMITS, type HubspotEmulator } from '../index.js';

const OWNERS = '/crm/v3/owners';

async function signIn(emulator: HubspotEmulator): Promise<string> {
  const { clientId, clientSecret, issueRefreshToken } = emulator.oauth;
  const form = {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: issueRefreshToken(),
  };
  const body = new URLSearchParams(form).toString();
  return `Bearer ${(await ask(emulator, '/oauth/v3/token', { body })).json.access_token}`;
}

describe('the limits of requests', () => {
  it('are 190 in any ten seconds, told in headers', async () => {
    const { emulator, clock } = await start({ limits: {} });
    const first = await ask(emulator, OWNERS);
    expect(first.headers).toMatchObject({
      'x-hubspot-ratelimit-max': '190',
      'x-hubspot-ratelimit-remaining': '189',
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
      'x-hubspot-ratelimit-daily': '650000',
      'x-hubspot-ratelimit-daily-remaining': '649999',
    });
    for (let request = 1; request < 190; request += 1) expect((await ask(emulator, OWNERS)).status).toBe(200);
    expect(await ask(emulator, OWNERS)).toMatchObject({
      status: 429,
      json: {
        status: 'error',
        message: 'You have reached your ten_secondly_rolling limit.',
        errorType: 'RATE_LIMIT',
        policyName: 'TEN_SECONDLY_ROLLING',
      },
    });
    clock.advance(10 * SECOND);
    expect((await ask(emulator, OWNERS)).headers['x-hubspot-ratelimit-remaining']).toBe('189');
    expect(HUBSPOT_LIMITS.searchPerSecond).toBe(5);
  });

  it('leave errors their headers, and forget to say when to come back every other time', async () => {
    const { emulator } = await start({ limits: { perTenSeconds: 1 } });
    const missing = await ask(emulator, `${OWNERS}/9`);
    expect(missing).toMatchObject({ status: 404, headers: { 'x-hubspot-ratelimit-remaining': '0' } });
    const waits = [];
    for (let request = 0; request < 4; request += 1)
      waits.push((await ask(emulator, OWNERS)).headers['retry-after']);
    expect(waits).toEqual([undefined, '10', undefined, '10']);
  });

  it('can always or never say when to come back', async () => {
    for (const [retryAfter, expected] of [
      ['always', '10'],
      ['never', undefined],
    ] as const) {
      const { emulator } = await start({ limits: { perTenSeconds: 1 }, retryAfter });
      await ask(emulator, OWNERS);
      for (let request = 0; request < 2; request += 1) {
        expect((await ask(emulator, OWNERS)).headers['retry-after']).toBe(expected);
      }
    }
  });

  it('end for the day at midnight', async () => {
    const clock = createManualClock(NOON);
    const { emulator } = await start({ limits: { perDay: 3 }, clock, retryAfter: 'always' });
    await ask(emulator, OWNERS);
    await search(emulator, 'contacts');
    const usage = (await ask(emulator, '/account-info/v3/api-usage/daily/private-apps')).json.results[0];
    expect(usage).toMatchObject({
      name: 'private-apps-api-calls-daily',
      currentUsage: 3,
      usageLimit: 3,
      fetchStatus: 'SUCCESS',
      resetsAt: '2026-01-15T00:00:00.000Z',
    });
    for (const answer of [await ask(emulator, OWNERS), await search(emulator, 'contacts')]) {
      expect(answer).toMatchObject({
        status: 429,
        headers: { 'retry-after': '43200' },
        json: { policyName: 'DAILY', message: 'You have reached your daily limit.' },
      });
    }
    clock.set(NOON + 12 * 3600 * SECOND);
    expect((await ask(emulator, OWNERS)).status).toBe(200);
  });

  it('are others for OAuth apps: 110, and no day', async () => {
    const { emulator } = await start({ limits: { perDay: 0 } });
    const authorization = await signIn(emulator);
    const { status, headers } = await ask(emulator, OWNERS, { authorization });
    expect(status).toBe(200);
    expect(headers['x-hubspot-ratelimit-max']).toBe('110');
    expect(headers).not.toHaveProperty('x-hubspot-ratelimit-daily');
    expect((await ask(emulator, OWNERS)).status).toBe(429);
  });

  it('are not spent by requests without credentials, and can be switched off', async () => {
    const { emulator } = await start({ limits: { perTenSeconds: 1 } });
    expect((await ask(emulator, OWNERS, { authorization: undefined })).status).toBe(401);
    expect((await ask(emulator, OWNERS)).status).toBe(200);
    const free = await start({ limits: 'none' });
    for (let request = 0; request < 200; request += 1) {
      expect((await ask(free.emulator, OWNERS)).status).toBe(200);
    }
    expect((await ask(free.emulator, OWNERS)).headers).not.toHaveProperty('x-hubspot-ratelimit-max');
  });

  it('are on unless somebody says otherwise', async () => {
    const { emulator } = await start({ limits: {} });
    const statuses = [];
    for (let request = 0; request < 6; request += 1)
      statuses.push((await search(emulator, 'contacts')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe('the limit of searches', () => {
  it('is five a second for the whole account, beside the other one', async () => {
    const { emulator, clock } = await start({ limits: { perTenSeconds: 1 } });
    const authorization = await signIn(emulator);
    for (let request = 0; request < 4; request += 1) await search(emulator, 'contacts');
    const body = {};
    expect((await ask(emulator, '/crm/v3/objects/deals/search', { body, authorization })).status).toBe(200);
    expect(await search(emulator, 'contacts')).toMatchObject({
      status: 429,
      json: { policyName: 'SECONDLY', message: 'You have reached your secondly limit.' },
    });
    expect((await ask(emulator, OWNERS)).status).toBe(200);
    clock.advance(SECOND);
    expect((await search(emulator, 'contacts')).status).toBe(200);
  });

  it('is shared with other apps, which also use up the day', async () => {
    const { emulator, clock } = await start({ limits: { perDay: 10 } });
    emulator.otherApps.useElsewhere({ searches: 4, requests: 7 });
    expect((await search(emulator, 'contacts')).status).toBe(200);
    expect((await search(emulator, 'contacts')).status).toBe(429);
    clock.advance(SECOND);
    emulator.otherApps.setForeignSearches(5);
    expect((await search(emulator, 'contacts')).status).toBe(429);
    emulator.otherApps.setForeignSearches(4);
    expect((await search(emulator, 'contacts')).status).toBe(200);
    expect((await ask(emulator, OWNERS)).headers['x-hubspot-ratelimit-daily-remaining']).toBe('0');
    expect((await ask(emulator, OWNERS)).json.policyName).toBe('DAILY');
  });
});
