import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from './config.js';
import { parseApiToken } from './api-token.js';

const oauth = { client_id: 'id', client_secret: 'secret', refresh_token: 'token' };

function issuesOf(config: unknown): string[] {
  const parsed = configSchema.safeParse(config);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('options', () => {
  it('the file this project began with loads as it stands', () => {
    const config = configSchema.parse({
      api_endpoint: 'https://us-12345.api.gong.io',
      api_token: 'key:secret',
      start_date: '2024-01-01',
    });

    expect(config).toMatchObject({
      start_date: Date.parse('2024-01-01T00:00:00Z'),
      look_back: 7 * 86_400_000,
    });
  });

  it('everything but the credential has a default', () => {
    expect(configSchema.parse({ api_token: 'key:secret' })).toEqual({
      api_endpoint: 'https://api.gong.io',
      api_token: 'key:secret',
      start_date: Date.parse('2015-01-01T00:00:00Z'),
      look_back: 7 * 86_400_000,
      max_window: 30 * 86_400_000,
      media: false,
      requests_per_second: 2.8,
      requests_per_day: 10_000,
    });
  });

  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['0d', 0],
    ['2w', 1_209_600_000],
    ['250ms', 250],
  ])('a length of time is written %s', (text, milliseconds) => {
    expect(configSchema.parse({ api_token: 'a:b', look_back: text }).look_back).toBe(milliseconds);
  });

  it.each([
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2024-01-01T08:00:00+01:00', '2024-01-01T07:00:00Z'],
    ['2024-01-01T08:00:00.5Z', '2024-01-01T08:00:00.500Z'],
  ])('the start is written %s', (text, instant) => {
    expect(configSchema.parse({ api_token: 'a:b', start_date: text }).start_date).toBe(Date.parse(instant));
  });

  it.each([
    ['neither credential', {}, 'api_token: write either api_token or oauth'],
    ['both credentials', { api_token: 'a:b', oauth }, 'api_token: write either api_token or oauth'],
    [
      'a token that is no pair',
      { api_token: 'abc' },
      'api_token: write "<access key>:<access key secret>" or its base64',
    ],
    ['a day that does not exist', { api_token: 'a:b', start_date: '2024-02-31' }, 'start_date: write a date'],
    [
      'a time without offset',
      { api_token: 'a:b', start_date: '2024-01-01T08:00:00' },
      'or a time with its offset',
    ],
    ['a length without unit', { api_token: 'a:b', look_back: '7' }, 'look_back: write a number and a unit'],
    ['a window of more than 30 days', { api_token: 'a:b', max_window: '31d' }, 'at most "30d"'],
    ['a window of nothing', { api_token: 'a:b', max_window: '0d' }, 'write more than 0'],
    [
      'a host without scheme',
      { api_token: 'a:b', api_endpoint: 'api.gong.io' },
      'api_endpoint: write an http(s) address',
    ],
    ['a workspace by name', { api_token: 'a:b', workspace_id: 'Sales' }, 'workspace_id: write the number'],
    [
      'a time zone by its clock',
      { api_token: 'a:b', time_zone: 'Pacific' },
      'time_zone: write the IANA name',
    ],
    ['a key that does not exist', { api_token: 'a:b', lookback: '7d' }, 'lookback'],
    ['an oauth without secret', { oauth: { ...oauth, client_secret: undefined } }, 'oauth.client_secret'],
  ])('%s: the message says where and what to write', (_, config, message) => {
    expect(issuesOf(config).join('\n')).toContain(message);
  });

  it('every option is described, and the secrets are marked, for the JSON Schema', () => {
    const schema = z.toJSONSchema(configSchema, { io: 'input' }) as any;
    const options = { ...schema.properties, ...schema.properties.oauth.properties };

    const secrets = Object.entries<any>(options).filter(([, option]) => option.secret === true);
    expect(Object.values<any>(options).filter(({ description }) => !description)).toEqual([]);
    expect(secrets.map(([name]) => name)).toEqual(['api_token', 'client_secret', 'refresh_token']);
    expect(schema.properties.look_back.default).toBe('7d');
  });
});

describe('api_token', () => {
  const pair = { accessKey: 'KEY', accessKeySecret: 'se:cr=et' };

  it.each(['KEY:se:cr=et', Buffer.from('KEY:se:cr=et').toString('base64')])(
    'A1: is read from %s',
    (token) => {
      expect(parseApiToken(token)).toEqual(pair);
    },
  );

  it.each(['', 'KEY', ':secret', 'KEY:', Buffer.from('no pair').toString('base64'), 'not base64!'])(
    'is not "%s"',
    (token) => {
      expect(parseApiToken(token)).toBeUndefined();
    },
  );
});
