import { readRecords } from '@etl/connector-kit';
import { collect } from '@etl/testing';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, NOW, startAccount, type Account } from './__fixtures__/account.js';
import { expectTruth } from './__fixtures__/expect-truth.js';
import { BOT_USER_ID, EVERY_SCOPE, startSandbox } from './emulator/index.js';
import { slack } from './slack.js';
import { tsOfInstant } from './walk/message-ts.js';

const HISTORY = 'conversations.history';
const signal = new AbortController().signal;

function addChannel({ emulator }: Account, id: string, members: object = {}): void {
  emulator.changes.createChannel({ id, name: id.toLowerCase(), ...members });
  emulator.changes.post(id, { text: 'first', ts: tsOfInstant(NOW - DAY) });
}

const count = (asked: readonly string[], method: string): number =>
  asked.filter((name) => name === method).length;

const without = (...scopes: readonly string[]): string[] =>
  EVERY_SCOPE.filter((scope) => !scopes.includes(scope));

describe('a missing scope', () => {
  it('ends its stream alone, and is named', async () => {
    const account = await startAccount();
    addChannel(account, 'C1');
    account.emulator.setScopes(without('users:read', 'pins:read', 'team:read'));
    const run = await account.run(['users', 'pins', 'team', 'emoji', 'messages']);
    expect(run.receipts.map(({ stream, outcome }) => [stream, outcome])).toEqual([
      ['team', 'failed'],
      ['emoji', 'proved'],
      ['users', 'failed'],
      ['pins', 'failed'],
      ['messages', 'proved'],
    ]);
    expect(run.receipt('pins').problem).toMatchObject({
      code: 'missing_scope',
      message: expect.stringContaining('pins.list needs: pins:read') as string,
    });
  });

  it('for one kind of conversation leaves the others, and asks once', async () => {
    const account = await startAccount();
    for (const id of ['C1', 'C2']) addChannel(account, id);
    for (const id of ['G1', 'G2', 'G3']) addChannel(account, id, { is_private: true });
    account.emulator.setScopes(without('groups:history'));
    const { receipt, asked } = await account.run(['messages']);
    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'missing_scope' } });
    expect(receipt().problem?.message).toContain('groups:history');
    // Those that were begun at the same time are not called back.
    expect(count(asked, HISTORY)).toBe(5);
    expectTruth(account, ['C1', 'C2']);
  });

  it('for everything is the stream’s own', async () => {
    const account = await startAccount();
    addChannel(account, 'C1');
    account.emulator.setScopes(without('channels:history'));
    const stream = (await account.source().streams(signal)).find(({ name }) => name === 'messages')!;
    const request = { state: new Map(), startedAt: NOW, tables: new Set(['messages']), signal };
    const read = collect(stream.read({ ...request, report: () => undefined }));
    await expect(read).rejects.toMatchObject({ code: 'missing_scope', scope: 'channels:history' });
  });

  it('for people of other organisations is said, and the workspace’s own are read', async () => {
    const account = await startAccount();
    account.emulator.workspace.users.put('U1', { id: 'U1', updated: 1 });
    account.emulator.setScopes(without('channels:read'));
    const { receipt, events } = await account.run(['users']);
    expect(receipt()).toMatchObject({ outcome: 'proved' });
    expect(events).toContainEqual(expect.objectContaining({ code: 'slack_strangers_not_read' }));
  });
});

describe('a channel that the token is not in', () => {
  it('is left out, and said', async () => {
    const account = await startAccount();
    addChannel(account, 'C1');
    addChannel(account, 'C2', { members: [] });
    const { receipt, events, asked } = await account.run(['messages']);
    expect(receipt()).toMatchObject({ outcome: 'proved' });
    expect(count(asked, HISTORY)).toBe(1);
    expect(events).toContainEqual(
      expect.objectContaining({
        code: 'slack_not_a_member',
        message: expect.stringContaining('#c2') as string,
      }),
    );
  });

  it('is a failure of its own when it was asked for; its state does not move', async () => {
    const account = await startAccount();
    addChannel(account, 'C1');
    addChannel(account, 'C2', { members: [] });
    const config = { channels: { include: ['c1', '#c2'] } };
    const { receipt } = await account.run(['messages'], { config });
    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'slack_not_in_channel' } });
    expect(receipt().problem?.message).toMatch(/^#c2: .*Invite the app/);
    expectTruth(account, ['C1']);

    account.emulator.changes.join('C2', BOT_USER_ID);
    account.clock.advance(MINUTE);
    await account.run(['messages'], { config });
    expectTruth(account, ['C1', 'C2']);
  });

  it('any more is a failure: its rows would look as if nothing happened in it', async () => {
    const account = await startAccount();
    addChannel(account, 'C1');
    await account.run(['messages']);
    account.emulator.changes.leave('C1', BOT_USER_ID);
    account.clock.advance(HOUR);
    const { receipt } = await account.run(['messages']);
    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'slack_not_in_channel' } });
    expect(account.rows('messages').size).toBe(1);
  });

  it('is joined where that is allowed, and read', async () => {
    const account = await startAccount();
    addChannel(account, 'C1', { members: [] });
    addChannel(account, 'C2', { members: [], is_archived: true });
    const { asked } = await account.run(['messages'], { config: { join_channels: true } });
    expect([count(asked, 'conversations.join'), count(asked, HISTORY)]).toEqual([1, 1]);
    account.clock.advance(MINUTE);
    await account.run(['messages'], { config: { join_channels: true } });
    expectTruth(account, ['C1']);
  });

  it('is read all the same by a user’s token, when only_joined is off', async () => {
    const account = await startAccount({ token: 'xoxp-1-user' });
    addChannel(account, 'C1', { members: [] });
    await account.run(['messages'], { config: { channels: { only_joined: false } } });
    expectTruth(account, ['C1']);
  });

  it('and does not exist is an error in the options', async () => {
    const account = await startAccount();
    addChannel(account, 'C1');
    const { receipt } = await account.run(['messages'], {
      config: { channels: { include: ['c1', 'nowhere'] } },
    });
    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'slack_unknown_channel' } });
    expect(receipt().problem?.message).toContain('nowhere');
  });
});

describe('channels', () => {
  it('that are archived are read once, and asked for again when they are not', async () => {
    const account = await startAccount();
    addChannel(account, 'C1');
    account.emulator.changes.archive('C1');
    account.clock.advance(MINUTE);
    await account.run(['messages']);
    expectTruth(account);
    account.clock.advance(DAY);
    expect(count((await account.run(['messages'])).asked, HISTORY)).toBe(0);
    account.emulator.changes.unarchive('C1');
    account.clock.advance(DAY);
    expect(count((await account.run(['messages'])).asked, HISTORY)).toBe(1);
    expectTruth(account);
  });

  it('may be named or left out, by name or id', async () => {
    const account = await startAccount();
    for (const id of ['C1', 'C2', 'C3']) addChannel(account, id);
    await account.run(['messages'], { config: { channels: { exclude: ['#c2', 'C3'] } } });
    expectTruth(account, ['C1']);
  });

  it('without news cost a request each, and their list one', async () => {
    const account = await startAccount();
    const ids = Array.from({ length: 100 }, (_, index) => `C${index}`);
    for (const id of ids) addChannel(account, id);
    await account.run(['messages']);
    account.clock.advance(HOUR);
    const { asked, receipt } = await account.run(['messages']);
    expect([count(asked, HISTORY), count(asked, 'conversations.list'), asked.length]).toEqual([100, 1, 101]);
    expect(receipt()).toMatchObject({ outcome: 'proved', tables: [{ inserted: 0, updated: 0 }, {}, {}] });
  });
});

describe('the token', () => {
  const oauth = ({ emulator }: Account) => ({
    client_id: emulator.oauth.clientId,
    client_secret: emulator.oauth.clientSecret,
    refresh_token: emulator.oauth.issueRefreshToken(),
  });

  it('is renewed when it ends in the middle of a run, and once', async () => {
    const account = await startAccount();
    for (const id of ['C1', 'C2', 'C3', 'C4']) addChannel(account, id);
    const config = { api_token: undefined, oauth: oauth(account) };
    account.emulator.faults.inject(
      {
        kind: 'hook',
        run: () => {
          account.emulator.oauth.expireAccessTokens();
        },
      },
      { path: `/api/${HISTORY}`, skip: 1 },
    );
    const { asked, receipt } = await account.run(['messages'], { config });
    expect(receipt()).toMatchObject({ outcome: 'proved' });
    expect(count(asked, 'oauth.v2.access')).toBe(2);
    expectTruth(account, ['C1', 'C2', 'C3', 'C4']);

    // The refresh token in the configuration is used up; the one that was kept goes on.
    account.clock.advance(DAY);
    expect((await account.run(['messages'], { config })).receipt()).toMatchObject({ outcome: 'proved' });
  });

  it('that cannot be renewed says how to sign in again', async () => {
    const account = await startAccount();
    const config = { api_token: undefined, oauth: { ...oauth(account), refresh_token: 'xoxe-1-used' } };
    const { receipt } = await account.run(['team'], { config });
    expect(receipt()).toMatchObject({ outcome: 'failed', problem: { code: 'slack_sign_in_refused' } });
    expect(receipt().problem?.message).toContain('install the app again');
  });

  it.each(['token_revoked', 'account_inactive', 'invalid_auth'])(
    'that is refused (%s) stops everything',
    async (code) => {
      const account = await startAccount();
      for (const id of ['C1', 'C2', 'C3']) addChannel(account, id);
      account.emulator.refuseTokens(code);
      const { receipt, asked } = await account.run(['messages']);
      expect(receipt()).toMatchObject({
        outcome: 'failed',
        problem: { kind: 'config', code: `slack_${code}` },
      });
      expect(asked).toHaveLength(1);
    },
  );
});

describe('check', () => {
  it('names the workspace, whom the token speaks for, and its scopes', async () => {
    const account = await startAccount();
    const { account: name, details } = await account.source().check(signal);
    expect(name).toMatch(/^Slack workspace Halden Systems \(https:/);
    expect(details).toMatchObject({
      token: expect.stringMatching(/^bot /) as string,
      scopes: expect.stringContaining('channels:read') as string,
    });
  });
});

describe('slack()', () => {
  it('reads the sandbox without a runner', async () => {
    const sandbox = await startSandbox();
    try {
      const source = slack({ ...sandbox.config, start_date: '2025-01-01' });
      const users = await collect(readRecords(source, 'users'));
      expect(users.map(({ id }) => id)).toContain(BOT_USER_ID);
    } finally {
      await sandbox.close();
    }
  });

  it('says which option is wrong', () => {
    expect(() => slack({ api_token: 'xoxb-1', look_back: '7 days' })).toThrow(/look_back/);
  });
});
