import { describe, expect, it } from 'vitest';
import { slack } from '../slack.js';

const TOKEN = { api_token: 'xoxb-secret-token' };
const OAUTH = { client_id: '1.2', client_secret: 'secret-client', refresh_token: 'xoxe-1-secret' };

/** Options, and what the message says: which option, and what it should be. */
const CASES: Readonly<Record<string, readonly [options: unknown, ...says: RegExp[]]>> = {
  'no credential': [{}, /api_token or oauth, or export_file/, /at api_token/],
  'two credentials': [{ ...TOKEN, oauth: OAUTH }, /either api_token or oauth/],
  'an empty token': [{ api_token: '' }, /at api_token/],
  'a token that is a number': [{ api_token: 7 }, /at api_token/],
  'a sign-in without its secret': [{ oauth: { ...OAUTH, client_secret: undefined } }, /oauth\.client_secret/],
  'a sign-in with an empty refresh token': [
    { oauth: { ...OAUTH, refresh_token: '' } },
    /oauth\.refresh_token/,
  ],
  'a sign-in with more than it takes': [{ oauth: { ...OAUTH, scope: 'x' } }, /scope/, /at oauth/],
  'a misspelt option': [{ ...TOKEN, join_channel: true }, /join_channel/],
  'an address without http': [{ ...TOKEN, api_endpoint: 'slack.com/api/' }, /https:\/\/slack\.com\/api\//],
  'an address of files': [{ ...TOKEN, api_endpoint: 'file:///etc' }, /http\(s\)/],
  'a date that does not exist': [{ ...TOKEN, start_date: '2026-02-30' }, /at start_date/],
  'a date in words': [{ ...TOKEN, start_date: 'yesterday' }, /at start_date/],
  'a span without a unit': [{ ...TOKEN, look_back: '7' }, /at look_back/],
  'a span in words': [{ ...TOKEN, thread_look_back: 'a month' }, /at thread_look_back/],
  'a span below nothing': [{ ...TOKEN, thread_recheck_every: '-1d' }, /at thread_recheck_every/],
  'half a day of look-back': [{ ...TOKEN, lookback_window: 0.5 }, /at lookback_window/],
  'a kind of conversation that Slack does not have': [
    { ...TOKEN, conversation_types: ['group'] },
    /public_channel/,
    /conversation_types/,
  ],
  'no kind of conversation': [{ ...TOKEN, conversation_types: [] }, /conversation_types/],
  'a channel with a space in its name': [
    { ...TOKEN, channels: { include: ['deal desk'] } },
    /"general" or "C0123456789"/,
    /channels\.include\[0\]/,
  ],
  'no channel to include': [{ ...TOKEN, channels: { include: [] } }, /channels\.include/],
  'channels as a list': [{ ...TOKEN, channels: ['general'] }, /at channels/],
  'a switch in words': [{ ...TOKEN, join_channels: 'never' }, /at join_channels/],
  'terms that there are not': [{ ...TOKEN, app_terms: 'tight' }, /auto.*full.*limited/, /at app_terms/],
  'no requests at all': [{ ...TOKEN, requests_per_minute: { tier_3: 0 } }, /requests_per_minute\.tier_3/],
  'a tier that there is not': [{ ...TOKEN, requests_per_minute: { tier_9: 5 } }, /tier_9/],
};

describe('options that are wrong are told by name, with what to write, before anything is asked', () => {
  it.each(Object.entries(CASES))('%s', (_, [options, ...says]) => {
    const open = () => slack(options as never);
    expect(open).toThrow(expect.objectContaining({ code: 'invalid_config' }) as Error);
    for (const text of says) expect(open).toThrow(text);
    expect(open).not.toThrow(/-secret|secret-/);
  });
});
