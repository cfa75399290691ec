import { ConfigError, type LocalStore } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { testContext, testDependencies } from '../__fixtures__/test-read.js';
import { createOAuthTokens } from './oauth-tokens.js';
import type { OAuthGrant, OAuthOptions, OAuthToken } from './oauth-types.js';

const HOUR = 3_600_000;

/** A vendor that rotates refresh tokens and accepts each once. */
function rotatingVendor(dependencies: ReturnType<typeof testDependencies>) {
  const grants: string[] = [];
  let valid = 'refresh-0';
  const fetchToken = ({ refreshToken }: OAuthGrant): Promise<OAuthToken> => {
    grants.push(refreshToken);
    if (refreshToken !== valid) {
      return Promise.reject(new ConfigError({ code: 'invalid_grant', message: 'Sign in again.' }));
    }
    valid = `refresh-${grants.length}`;
    return Promise.resolve({
      accessToken: `access-${grants.length}`,
      refreshToken: valid,
      expiresAt: dependencies.clock.now() + HOUR,
      details: { base_url: 'https://us-1.example.com' },
    });
  };
  return { grants, fetchToken };
}

function setUp(parts: Partial<OAuthOptions> = {}) {
  const dependencies = testDependencies();
  const vendor = rotatingVendor(dependencies);
  const options = {
    key: 'oauth:gong:1',
    dependencies,
    refreshToken: 'refresh-0',
    fetchToken: vendor.fetchToken,
  };
  return { dependencies, vendor, options, tokens: createOAuthTokens({ ...options, ...parts }) };
}

describe('createOAuthTokens', () => {
  it('asks for a token once, for everybody who waits for it', async () => {
    const { tokens, vendor } = setUp();
    const headers = await Promise.all([1, 2, 3].map(() => tokens.headers(testContext())));
    expect(headers).toEqual(Array(3).fill({ authorization: 'Bearer access-1' }));
    expect((await tokens.token(testContext())).details).toEqual({ base_url: 'https://us-1.example.com' });
    expect(vendor.grants).toEqual(['refresh-0']);
  });

  it('renews ahead of the end, with the rotated refresh token', async () => {
    const { tokens, vendor, dependencies } = setUp();
    await tokens.headers(testContext());
    dependencies.clock.advance(HOUR - 5 * 60_000 - 1);
    expect(await tokens.headers(testContext())).toEqual({ authorization: 'Bearer access-1' });
    dependencies.clock.advance(1);
    expect(await tokens.headers(testContext())).toEqual({ authorization: 'Bearer access-2' });
    expect(vendor.grants).toEqual(['refresh-0', 'refresh-1']);
  });

  it('renews once when several requests were refused with one token', async () => {
    const { tokens, vendor } = setUp();
    const rejected = await tokens.headers(testContext());
    expect(await Promise.all([1, 2].map(() => tokens.renew!(testContext(), rejected)))).toEqual([true, true]);
    expect(await tokens.renew!(testContext(), rejected)).toBe(true);
    expect(vendor.grants).toHaveLength(2);
    expect(await tokens.headers(testContext())).toEqual({ authorization: 'Bearer access-2' });
  });

  it('keeps a rotated token before anybody uses it', async () => {
    const { options, dependencies } = setUp();
    const kept = Promise.withResolvers<undefined>();
    const order: string[] = [];
    const localStore: LocalStore = {
      read: () => Promise.resolve(undefined),
      write: async () => {
        await kept.promise;
        order.push('kept');
      },
    };
    const tokens = createOAuthTokens({ ...options, dependencies: { ...dependencies, localStore } });
    const users = [1, 2].map(() => tokens.headers(testContext()).then(() => order.push('used')));
    await new Promise(setImmediate);
    users.push(tokens.headers(testContext()).then(() => order.push('used')));
    await new Promise(setImmediate);
    expect(order).toEqual([]);
    kept.resolve(undefined);
    await Promise.all(users);
    expect(order).toEqual(['kept', 'used', 'used', 'used']);
  });

  it('goes on in the next run where the last one ended', async () => {
    const { options, tokens, vendor, dependencies } = setUp();
    await tokens.headers(testContext());
    expect(await createOAuthTokens(options).headers(testContext())).toEqual({
      authorization: 'Bearer access-1',
    });
    expect(vendor.grants).toHaveLength(1);
    dependencies.clock.advance(HOUR);
    expect(await createOAuthTokens(options).headers(testContext())).toEqual({
      authorization: 'Bearer access-2',
    });
    expect(vendor.grants).toEqual(['refresh-0', 'refresh-1']);
    // The first source finds what the second has kept.
    expect(await tokens.headers(testContext())).toEqual({ authorization: 'Bearer access-2' });
    expect(vendor.grants).toHaveLength(2);
  });

  it('starts anew from a refresh token that was configured since', async () => {
    const { options, tokens, vendor } = setUp();
    await tokens.headers(testContext());
    const signedInAgain = createOAuthTokens({ ...options, refreshToken: 'refresh-1' });
    await signedInAgain.headers(testContext());
    expect(vendor.grants).toEqual(['refresh-0', 'refresh-1']);
  });

  it.each([7, null, {}, { accessToken: 'a', refreshToken: 'b', expiresAt: 'c', details: {}, signIn: 'd' }])(
    'passes over a kept value like %j',
    async (value) => {
      const { options, dependencies, vendor } = setUp();
      await dependencies.localStore.write(options.key, value);
      await createOAuthTokens(options).headers(testContext());
      expect(vendor.grants).toEqual(['refresh-0']);
    },
  );

  it('uses a token without an end, and a refresh token that is not rotated, until it is refused', async () => {
    const grants: string[] = [];
    const fetchToken = ({ refreshToken }: OAuthGrant) => {
      grants.push(refreshToken);
      return Promise.resolve({ accessToken: `access-${grants.length}` });
    };
    const { tokens, dependencies } = setUp({ fetchToken });
    const rejected = await tokens.headers(testContext());
    dependencies.clock.advance(1000 * HOUR);
    expect(await tokens.headers(testContext())).toEqual(rejected);
    await tokens.renew!(testContext(), rejected);
    expect(await tokens.headers(testContext())).toEqual({ authorization: 'Bearer access-2' });
    expect(grants).toEqual(['refresh-0', 'refresh-0']);
  });

  it('lets a caller abort without breaking off the renewal that others wait for', async () => {
    const answered = Promise.withResolvers<OAuthToken>();
    const signals: AbortSignal[] = [];
    const { tokens } = setUp({
      fetchToken: (_grant, { signal }) => {
        signals.push(signal);
        return answered.promise;
      },
    });
    const leaving = testContext();
    const reason = new Error('stopped');
    const left = tokens.headers(leaving);
    const stayed = tokens.headers(testContext());
    await new Promise(setImmediate);
    leaving.abort(reason);
    await expect(left).rejects.toBe(reason);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    answered.resolve({ accessToken: 'access-9' });
    expect(await stayed).toEqual({ authorization: 'Bearer access-9' });
  });

  it('hides every token it learns, also those of the last run', async () => {
    const { tokens, options, dependencies } = setUp();
    await tokens.headers(testContext());
    expect(dependencies.redactor.redact('access-1 refresh-1')).toBe('*** ***');
    const nextRun = testDependencies({ localStore: dependencies.localStore });
    await createOAuthTokens({ ...options, dependencies: nextRun }).headers(testContext());
    expect(nextRun.redactor.redact('access-1 refresh-1')).toBe('*** ***');
  });

  it('tries again after a refused renewal', async () => {
    let isDown = true;
    const { tokens } = setUp({
      fetchToken: () =>
        isDown
          ? Promise.reject(new ConfigError({ code: 'invalid_grant', message: 'Sign in again.' }))
          : Promise.resolve({ accessToken: 'access-5' }),
    });
    await expect(tokens.headers(testContext())).rejects.toThrow('Sign in again.');
    isDown = false;
    expect(await tokens.headers(testContext())).toEqual({ authorization: 'Bearer access-5' });
  });
});
