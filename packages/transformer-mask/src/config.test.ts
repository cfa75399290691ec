import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { KEY } from './__fixtures__/people.js';
import { configSchema } from './config.js';

const problemsOf = (options: unknown) =>
  configSchema.safeParse(options).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('the options', () => {
  it('are safe where nothing is said', () => {
    expect(configSchema.parse({ key: KEY, pii: 'hash' })).toEqual({
      key: KEY,
      pii: 'hash',
      tables: {},
      ignore_email_case: true,
    });
  });

  it.each([
    ['no key', { pii: 'hash' }, [/^key: /]],
    [
      'a key that can be guessed',
      { key: 'short', pii: 'hash' },
      [/^key: write at least 32 characters, e\.g\. what `openssl/],
    ],
    ['nothing to mask', { key: KEY }, [/^: write what to mask/]],
    ['an action nobody knows', { key: KEY, pii: 'encrypt' }, [/^pii: /]],
    ['keep for everything personal', { key: KEY, pii: 'keep' }, [/^pii: /]],
    ['an option nobody knows', { key: KEY, pii: 'hash', salt: 'x' }, [/salt/]],
    ['no rule', { key: KEY, tables: { users: { email: 'rot13' } } }, [/^tables\.users\.email: /]],
    [
      'names that lead nowhere',
      {
        key: KEY,
        tables: { users: { '': 'hash', $: 'hash', '*.a': 'hash', 'a..b': 'hash', '$.*': 'hash' } },
      },
      Array(5).fill(/^tables\.users\..*: write a column/),
    ],
  ])('refuse %s', (_, options, expected) => {
    expect(problemsOf(options)).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  it('mark the key as a secret, and describe every option', () => {
    const { properties } = z.toJSONSchema(configSchema, { io: 'input' });
    expect(properties?.key).toMatchObject({ secret: true });
    for (const property of Object.values(properties ?? {})) {
      expect(property).toMatchObject({ description: expect.any(String) });
    }
  });
});
