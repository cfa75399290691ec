import { emptyBody, errorStatus, htmlInsteadOfJson, type Fault, type RewriteFault } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, startAccount, type Account } from './__fixtures__/account.js';
import { expectTruth } from './__fixtures__/expect-truth.js';
import { pathOf, slackError } from './emulator/index.js';

const HISTORY = pathOf('conversations.history');
const REPLIES = pathOf('conversations.replies');
const CHANNELS = ['C0000000001', 'C0000000002', 'C0000000003'];

/** Three channels that were read yesterday; since then each has a message more. */
async function startKnownAccount(): Promise<Account> {
  const account = await startAccount({ largestPage: 4 });
  const { changes } = account.emulator;
  for (const id of CHANNELS) {
    changes.createChannel({ id, name: `name-${id.at(-1)}` });
    for (let index = 0; index < 6; index += 1) changes.post(id, { text: `m${index}` });
    changes.reply(id, changes.post(id, { text: 'root' }), { text: 'reply' });
  }
  expect((await account.run(['messages'])).receipt().outcome).toBe('proved');
  account.clock.advance(DAY);
  for (const id of CHANNELS) {
    const roots = account.emulator.truth.messages(id).filter(({ message }) => message.text === 'root');
    changes.reply(id, roots[0]!.ts, { text: 'late' });
    changes.post(id, { text: 'new' });
  }
  account.clock.advance(MINUTE);
  return account;
}

/** Changes the JSON that the emulator answers. */
function rewriteJson(change: (answer: any) => unknown): RewriteFault {
  return {
    kind: 'rewrite',
    rewrite: (response) => {
      const answer = JSON.parse(String(response.body));
      return { ...response, body: JSON.stringify(change(answer) ?? answer) };
    },
  };
}

function replaceBody(body: string): RewriteFault {
  return { kind: 'rewrite', rewrite: (response) => ({ ...response, body }) };
}

interface Case {
  readonly fault: Fault;
  readonly path?: string;
  readonly code: string | RegExp;
  readonly says: RegExp;
}

/** The run ends failed with one clear problem, deletes nothing, and the next run has everything. */
async function expectFailed({ fault, path = HISTORY, code, says }: Case): Promise<void> {
  const account = await startKnownAccount();
  const before = account.rows('messages').size;
  account.emulator.faults.inject(fault, { path, times: Infinity });

  const { receipt } = await account.run(['messages']);

  const { outcome, problem } = receipt();
  expect(outcome).toBe('failed');
  expect(problem?.code).toMatch(code);
  expect(problem?.message).toMatch(says);
  expect(problem?.message).not.toMatch(/undefined|\[object|EmulatedToken/);
  expect(account.rows('messages').size).toBeGreaterThanOrEqual(before);
  expect(account.deletedRows('messages').size).toBe(0);

  account.emulator.faults.clear();
  expect((await account.run(['messages'])).receipt().outcome).toBe('proved');
  expectTruth(account, CHANNELS);
}

const refusals: Readonly<Record<string, RegExp>> = {
  not_authed: /no token was sent/,
  invalid_auth: /token is not valid/,
  account_inactive: /deleted user or workspace/,
  token_revoked: /was revoked/,
  token_expired: /has expired/,
  not_allowed_token_type: /kind of token/,
  ekm_access_denied: /suspended/,
  team_access_not_granted: /no access to the workspace/,
  invalid_arguments: /not understood/,
  method_deprecated: /not understood/,
  a_code_of_tomorrow: /not understood \(a_code_of_tomorrow\)/,
  internal_error: /failed at Slack/,
  fatal_error: /failed at Slack/,
};

describe('Slack says no to everything', () => {
  it.each(Object.entries(refusals))('with %s', async (code, says) => {
    await expectFailed({ fault: slackError(code), code: `slack_${code}`, says });
  });

  it('with a scope that is missing, which is named', async () => {
    const account = await startKnownAccount();
    account.emulator.setScopes(['channels:read', 'groups:read']);
    const { receipt } = await account.run(['messages']);
    expect(receipt().problem).toMatchObject({
      code: 'missing_scope',
      message: expect.stringMatching(/channels:history.*install it again/),
    });
    expect(account.deletedRows('messages').size).toBe(0);
  });
});

describe('Slack says no to one channel', () => {
  it.each(['not_in_channel', 'channel_not_found', 'is_archived', 'channel_is_limited_access'])(
    'with %s: it is named, its state stays, and the others are read',
    async (error) => {
      const account = await startKnownAccount();
      const [lost = ''] = CHANNELS;
      const isLost = ({ body }: { body: string }) => body.includes(lost);
      account.emulator.faults.inject(slackError(error), { path: HISTORY, times: Infinity, when: isLost });

      const { receipt } = await account.run(['messages']);

      const { outcome, problem } = receipt();
      expect(outcome).toBe('failed');
      expect(problem?.message).toMatch(new RegExp(`#name-1: .*${error}`));
      const texts = (id: string) =>
        [...account.rows('messages').values()].filter((row) => row.channel_id === id).map(({ text }) => text);
      expect(texts(lost)).not.toContain('new');
      for (const id of CHANNELS.slice(1)) expect(texts(id)).toEqual(expect.arrayContaining(['new', 'late']));
      expect(account.deletedRows('messages').size).toBe(0);
      account.emulator.faults.clear();
      await account.run(['messages']);
      expectTruth(account, CHANNELS);
    },
  );
});

const malformed: Readonly<Record<string, Omit<Case, 'path'>>> = {
  'a web page': { fault: htmlInsteadOfJson(), code: /./, says: /HTML|web page|JSON/ },
  'no body': { fault: emptyBody(), code: /./, says: /JSON|empty|body/ },
  'half a body': { fault: { kind: 'truncated-body' }, code: /./, says: /JSON|cut|end/ },
  'bytes that are not UTF-8': { fault: { kind: 'invalid-utf8' }, code: /./, says: /UTF-8/ },
  '503 for ever': { fault: errorStatus(503), code: /./, says: /503/ },
  'a status nobody expects': {
    fault: { kind: 'status', status: 418, body: 'tea' },
    code: /./,
    says: /418/,
  },
  'a list at the top': { fault: replaceBody('[]'), code: /./, says: /./ },
  'only that it is fine': { fault: replaceBody('{"ok":true}'), code: 'malformed_page', says: /"messages"/ },
  'no word on whether it is fine': { fault: replaceBody('{"error":"x"}'), code: /./, says: /./ },
  'messages that are an object': {
    fault: rewriteJson((answer) => ({ ...answer, messages: {} })),
    code: 'malformed_page',
    says: /"messages"/,
  },
  'messages under another name': {
    fault: rewriteJson(({ messages, ...answer }) => ({ ...answer, items: messages })),
    code: 'malformed_page',
    says: /"messages"/,
  },
};

describe('a page of history is none', () => {
  it.each(Object.entries(malformed))('%s', async (_, refused) => {
    await expectFailed(refused);
  });

  it('because it shows what was not asked for', async () => {
    const fault = rewriteJson((answer) => {
      for (const message of answer.messages) message.ts = '1999999999.000001';
    });
    await expectFailed({ fault, code: 'paging_loop', says: /1999999999\.000001/ });
  });

  it('because it is empty, has more behind it, and does not say where', async () => {
    const fault = rewriteJson((answer) => ({
      ...answer,
      messages: [],
      has_more: true,
      response_metadata: {},
    }));
    await expectFailed({ fault, code: /malformed_page|paging_loop/, says: /more|again/ });
  });

  it.each(['a cursor that is a number', 'a cursor that is empty'])(
    'unless only %s is wrong',
    async (what) => {
      const account = await startKnownAccount();
      const next_cursor = what.endsWith('number') ? 7 : '';
      const fault = rewriteJson((answer) => ({ ...answer, response_metadata: { next_cursor } }));
      account.emulator.faults.inject(fault, { path: HISTORY, times: Infinity });
      expect((await account.run(['messages'])).receipt().outcome).toBe('proved');
      expectTruth(account, CHANNELS);
    },
  );
});

describe('a page of replies is none', () => {
  it.each(Object.entries(malformed).slice(0, 5))('%s', async (_, refused) => {
    await expectFailed({ ...refused, path: REPLIES });
  });
});

describe('a message is none: it becomes a dead letter, and the others are loaded', () => {
  const spoiled: Readonly<Record<string, (message: any) => unknown>> = {
    'without ts': (message) => ({ ...message, ts: undefined }),
    'with a ts that is a number': (message) => ({ ...message, ts: Number(message.ts) }),
    'with a ts that lost digits': (message) => ({ ...message, ts: message.ts.slice(0, -1) }),
    'with a ts of null': (message) => ({ ...message, ts: null }),
    'that is a number': () => 7,
    'that is null': () => null,
    'that is a list': () => [],
  };

  it.each(Object.entries(spoiled))('%s', async (_, spoil) => {
    const account = await startAccount();
    const [id = ''] = CHANNELS;
    account.emulator.changes.createChannel({ id });
    for (let index = 0; index < 5; index += 1) account.emulator.changes.post(id, { text: `m${index}` });
    account.clock.advance(MINUTE);
    const fault = rewriteJson((answer) => {
      answer.messages[2] = spoil(answer.messages[2]);
    });
    account.emulator.faults.inject(fault, { path: HISTORY });

    const { receipt } = await account.run(['messages']);

    const messages = receipt().tables.find(({ table }) => table === 'messages');
    expect(messages).toMatchObject({ fetched: 5, rejected: 1, inserted: 4 });
    expect(account.rows('messages').size).toBe(4);
  });
});

describe('a list of conversations is none', () => {
  const LIST = pathOf('conversations.list');

  it.each<[string, Fault, string, RegExp]>([
    [
      'it has no channels',
      rewriteJson((answer) => ({ ...answer, channels: undefined })),
      'malformed_page',
      /"channels"|channels/,
    ],
    [
      'a conversation has no id',
      rewriteJson((answer) => {
        delete answer.channels[1].id;
      }),
      'slack_channel_without_id',
      /without an id/,
    ],
    [
      'a conversation is a number',
      rewriteJson((answer) => {
        answer.channels[1] = 7;
      }),
      'slack_channel_without_id',
      /without an id/,
    ],
    [
      'it leads back to itself',
      rewriteJson((answer) => ({ ...answer, response_metadata: { next_cursor: 'again' } })),
      '',
      /./,
    ],
  ])('%s', async (_, fault, code, says) => {
    await expectFailed({ fault, path: LIST, code, says });
  });
});
