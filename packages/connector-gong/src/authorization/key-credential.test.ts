import { systemDependencies } from '@etl/connector-kit';
import { Redactor } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../config/config.js';
import { createCredential } from './credential.js';
import { nameAccount } from './name-account.js';

const context = { signal: new AbortController().signal, report: () => undefined };

describe('API key', () => {
  it.each(['KEY:SECRET', Buffer.from('KEY:SECRET').toString('base64')])(
    'A1: goes out as Basic (%s)',
    async (token) => {
      const credential = createCredential(configSchema.parse({ api_token: token }), systemDependencies());

      expect(await credential.authorization.headers(context)).toEqual({
        authorization: `Basic ${Buffer.from('KEY:SECRET').toString('base64')}`,
      });
    },
  );

  it.each([
    'https://us-1.api.gong.io',
    'https://us-1.api.gong.io/',
    'https://us-1.api.gong.io/v2',
    'https://us-1.api.gong.io/v2/',
  ])('the base URL may be written %s', async (endpoint) => {
    const config = configSchema.parse({ api_token: 'KEY:SECRET', api_endpoint: endpoint });

    expect(await createCredential(config, systemDependencies()).baseUrl(context)).toBe(
      'https://us-1.api.gong.io',
    );
  });

  it('Invariant 9: the redactor knows the secret alone and the pair, as written and as sent', () => {
    const redactor = new Redactor();
    createCredential(configSchema.parse({ api_token: 'KEY:the-secret' }), systemDependencies({ redactor }));
    const base64 = Buffer.from('KEY:the-secret').toString('base64');

    expect(redactor.redact(`the-secret, KEY:the-secret, ${base64}`)).toBe('***, ***, ***');
  });

  it('without any credential the error says what to write', () => {
    const config = { ...configSchema.parse({ api_token: 'KEY:SECRET' }), api_token: undefined };

    expect(() => createCredential(config, systemDependencies())).toThrow(
      expect.objectContaining({
        kind: 'config',
        code: 'gong_no_credential',
        remedy: expect.stringContaining('api_token'),
      }),
    );
  });
});

describe('account', () => {
  it('A8: is the company’s host, whichever key asks', () => {
    expect(nameAccount('https://us-12345.api.gong.io/v2', 'KEY')).toBe('gong:us-12345.api.gong.io');
  });

  it('on the host that serves everybody, keys tell companies apart without being told', () => {
    const [one, other] = ['KEY', 'OTHER'].map((key) => nameAccount('https://api.gong.io', key));

    expect(one).toMatch(/^gong:api\.gong\.io\/[0-9a-f]{16}$/);
    expect(other).not.toBe(one);
  });
});
