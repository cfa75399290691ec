import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { requestsTo } from '../__fixtures__/requests.js';
import { type Run, runStream } from '../__fixtures__/run-stream.js';
import { callId, sampleCall } from '../__fixtures__/sample-records.js';
import { DAY, HOUR } from '../__fixtures__/test-clock.js';
import type { GongConfigInput } from '../config/config.js';

const now = Date.parse(NOW);
const TOKEN_PATH = '/oauth2/generate-customer-token';

function signIn(
  { emulator }: Account,
  refreshToken = emulator.oauth.issueRefreshToken(),
): Partial<GongConfigInput> {
  return {
    api_token: undefined,
    // Nobody lives here: an OAuth token works only on the host its sign-in names.
    api_endpoint: 'http://127.0.0.1:1',
    oauth: {
      client_id: emulator.oauth.clientId,
      client_secret: emulator.oauth.clientSecret,
      refresh_token: refreshToken,
      token_endpoint: `${emulator.url}${TOKEN_PATH}`,
    },
  };
}

async function readCalls(
  { stream, clock }: Account,
  config: Partial<GongConfigInput>,
  run = {},
): Promise<Run> {
  return runStream(await stream('calls', config), { clock, ...run });
}

async function accountWithCalls(): Promise<Account> {
  const account = await startAccount();
  account.emulator.calls.add(sampleCall(1, now - DAY, { isPrivate: true }));
  account.emulator.calls.add(sampleCall(2, now - DAY));
  return account;
}

describe('OAuth', () => {
  it('A1: refreshes with the parameters in the query and the client as Basic, and asks the host it is told', async () => {
    const account = await accountWithCalls();
    const config = signIn(account);

    const run = await readCalls(account, config);

    const [refresh] = account.emulator.requests;
    expect(refresh).toMatchObject({
      path: TOKEN_PATH,
      query: { grant_type: 'refresh_token', refresh_token: config.oauth?.refresh_token },
      body: '',
    });
    expect(Buffer.from(refresh!.headers.authorization!.replace('Basic ', ''), 'base64').toString()).toBe(
      'gong-client:gong-client-secret',
    );
    expect(account.emulator.requests[1]?.headers.authorization).toMatch(/^Bearer access-/);
    expect(run.ids('calls')).toEqual([callId(2)]);
  });

  it('A1: leaves private calls out unless told otherwise', async () => {
    const account = await accountWithCalls();

    const byDefault = await readCalls(account, signIn(account));
    const onRequest = await readCalls(account, { ...signIn(account), include_private_calls: true });

    expect(byDefault.ids('calls')).toEqual([callId(2)]);
    expect(byDefault.batches[0]?.filtered).toEqual({ private_call: 1 });
    expect(new Set(onRequest.ids('calls'))).toEqual(new Set([callId(1), callId(2)]));
  });

  it('A1: refresh tokens die when they are used, so the next run goes on with the one that came last', async () => {
    const account = await accountWithCalls();
    const config = signIn(account);

    await readCalls(account, config);
    account.clock.advance(2 * DAY);
    const later = await readCalls(account, config);

    const used = requestsTo(account.emulator, TOKEN_PATH).map(({ query }) => query.refresh_token);
    expect(later.ids('calls')).toEqual([callId(2)]);
    expect(used).toHaveLength(2);
    expect(used[1]).not.toBe(used[0]);
  });

  it('A1: a rotated refresh token is kept before the new access token is used', async () => {
    const account = await accountWithCalls();
    const config = signIn(account);
    const written: string[] = [];
    account.emulator.faults.inject(
      {
        kind: 'hook',
        run: async ({ headers }) => void written.push(`${headers.authorization} kept: ${await kept()}`),
      },
      { path: '/v2/calls/extensive' },
    );
    const localStore = account.localStore;
    const keys: string[] = [];
    const original = localStore.write.bind(localStore);
    localStore.write = (key, value) => {
      keys.push(key);
      return original(key, value);
    };
    const kept = async (): Promise<boolean> => {
      const values = await Promise.all(keys.map((key) => localStore.read(key)));
      return values.some((value) => JSON.stringify(value).includes('refresh-'));
    };

    await readCalls(account, config);

    expect(written).toEqual([expect.stringMatching(/^Bearer access-\w+ kept: true$/)]);
  });

  it('A1: an access token lasts for a day of runs and is renewed when it ends', async () => {
    const account = await accountWithCalls();
    const config = signIn(account);

    await readCalls(account, config);
    account.clock.advance(HOUR);
    await readCalls(account, config);
    const within = requestsTo(account.emulator, TOKEN_PATH).length;
    account.clock.advance(DAY);
    await readCalls(account, config);

    expect(within).toBe(1);
    expect(requestsTo(account.emulator, TOKEN_PATH)).toHaveLength(2);
  });

  it('A1: a token that was revoked is renewed once, in the middle of a read', async () => {
    const account = await accountWithCalls();
    account.emulator.faults.inject({ kind: 'status', status: 401 }, { path: '/v2/calls/transcript' });

    const run = await readCalls(account, signIn(account));

    expect(run.ids('transcripts')).toEqual([callId(2)]);
    expect(requestsTo(account.emulator, TOKEN_PATH)).toHaveLength(2);
  });

  it('A1: a refresh token that is dead ends in an error that says to sign in again', async () => {
    const account = await accountWithCalls();

    await expect(readCalls(account, signIn(account, 'refresh-dead'))).rejects.toMatchObject({
      kind: 'config',
      code: 'gong_sign_in_refused',
      remedy: expect.stringContaining('oauth.refresh_token'),
    });
  });

  it('Invariant 9: no token stands in an error or an event', async () => {
    const account = await accountWithCalls();
    const events: unknown[] = [];
    const calls = await account.stream('calls', signIn(account, 'refresh-very-secret'));
    account.emulator.faults.inject(
      {
        kind: 'status',
        status: 400,
        body: '{"errors":["refresh-very-secret of gong-client-secret is dead"]}',
      },
      { path: TOKEN_PATH },
    );
    const request = { state: new Map(), startedAt: now, tables: new Set(['calls']) };
    const { signal } = new AbortController();

    const items = calls.read({ ...request, signal, report: (event) => events.push(event) });
    const error: unknown = await items[Symbol.asyncIterator]()
      .next()
      .catch((reason: unknown) => reason);

    const told = JSON.stringify([events, { ...(error as object) }, (error as Error).message]);
    expect(told).toContain('gong_sign_in_refused');
    expect(told).not.toContain('refresh-very-secret');
    expect(told).not.toContain('gong-client-secret');
  });

  it('a token endpoint that answers something else is named', async () => {
    const account = await accountWithCalls();
    account.emulator.faults.inject(
      { kind: 'status', status: 200, body: '{"token":"x"}' },
      { path: TOKEN_PATH },
    );

    await expect(readCalls(account, signIn(account))).rejects.toMatchObject({
      code: 'gong_unreadable_token',
      message: expect.stringContaining('access_token'),
      remedy: expect.stringContaining('oauth.token_endpoint'),
    });
  });

  it('check names the host that the sign-in belongs to', async () => {
    const account = await accountWithCalls();

    const report = await account.source(signIn(account)).check(new AbortController().signal);

    expect(report.account).toBe(`127.0.0.1:${account.emulator.port}`);
  });
});
