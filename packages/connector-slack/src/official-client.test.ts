import { systemDependencies } from '@etl/connector-kit';
import type { HttpRequest, HttpTransport } from '@etl/core';
import { createManualClock } from '@etl/testing';
import { LogLevel, WebClient, WebClientEvent } from '@slack/web-api';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { NOW, startAccount } from './__fixtures__/account.js';
import { configSchema } from './config/config.js';
import { connect } from './source/connect.js';

const context = { signal: new AbortController().signal, report: () => undefined };
const TEXT =
  '{ "ok": true, "messages": [ {"ts":"1.0", "n":1.0, "big":12345678901234567890, "n":2e0} ], "has_more": false }';

/** The API over a transport that keeps what it was asked. */
function open(answer: (request: HttpRequest) => ReturnType<HttpTransport>) {
  const asked: HttpRequest[] = [];
  const transport: HttpTransport = (request) => {
    asked.push(request);
    return answer(request);
  };
  const config = configSchema.parse({ api_token: 'xoxb-1', api_endpoint: 'https://slack.example/api/' });
  return {
    asked,
    api: connect(config, systemDependencies({ transport, clock: createManualClock(NOW) })).api,
  };
}

const say = (text: string) => () =>
  Promise.resolve({ status: 200, headers: {}, body: new TextEncoder().encode(text) });

/** What docs/decisions/20261126-slack-transport.md rests on. */
describe('Slack’s own client on the transport of the kit', () => {
  it('names address, form and itself; the credential is the kit’s', async () => {
    const { api, asked } = open(say(TEXT));
    await api.fetchHistory(context, { channel: 'C1', oldest: '1.0', latest: '2.0' });
    const [request] = asked;
    expect(request).toMatchObject({ method: 'POST', url: 'https://slack.example/api/conversations.history' });
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      ...{ channel: 'C1', oldest: '1.0', latest: '2.0', limit: '999' },
      ...{ inclusive: 'true', include_all_metadata: 'true' },
    });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer xoxb-1',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': expect.stringContaining('web-api') as string,
    });
    expect(request?.timeout).toBeGreaterThan(0);
  });

  it('hands over the text as it came, which the client alone would have lost', async () => {
    const { api } = open(say(TEXT));
    const { records } = await api.fetchHistory(context, { channel: 'C1' });
    expect(records.map(({ text }) => text)).toEqual([
      '{"ts":"1.0", "n":1.0, "big":12345678901234567890, "n":2e0}',
    ]);

    const alone = new WebClient('xoxb-1', { fetch: () => Promise.resolve(new Response(TEXT)) });
    const parsed = await alone.apiCall('conversations.history');
    expect(JSON.stringify(parsed)).not.toContain('12345678901234567890');
  });

  it('ends a request when its signal aborts, with the signal’s reason', async () => {
    const stop = new AbortController();
    const { api } = open(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
          stop.abort(new Error('Enough.'));
        }),
    );
    await expect(api.testAuth({ ...context, signal: stop.signal })).rejects.toThrow('Enough.');
  });

  it('has a refusal explained by the kit, and does not try again by itself', async () => {
    const account = await startAccount({ oauth: {} });
    const { api } = connect(configSchema.parse(account.config), account.dependencies);
    await expect(api.fetchReplies(context, { channel: 'C9', ts: '1.0' })).rejects.toMatchObject({
      code: 'slack_channel_not_found',
      http: { method: 'POST', url: `${account.emulator.apiEndpoint}conversations.replies` },
    });
    expect(account.emulator.requests.map(({ path }) => path)).toEqual(['/api/conversations.replies']);
  });

  it('alone would let one method’s limit hold up all others', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const asked: string[] = [];
    const limited = () => new Response('', { status: 429, headers: { 'retry-after': '600' } });
    const alone = new WebClient('xoxb-1', {
      logLevel: LogLevel.ERROR,
      fetch: (url) => {
        asked.push(String(url));
        return Promise.resolve(asked.length === 1 ? limited() : new Response('{"ok":true}'));
      },
    });
    const isHeldUp = new Promise((resolve) => alone.on(WebClientEvent.RATE_LIMITED, resolve));
    const first = alone.apiCall('conversations.history');
    first.catch(() => undefined);
    await isHeldUp;
    let isAnswered = false;
    const second = alone.apiCall('users.list').then(() => (isAnswered = true));
    second.catch(() => undefined);
    // As many turns as an answer without network takes, and more.
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    expect([isAnswered, asked.length]).toEqual([false, 1]);
  });
});
