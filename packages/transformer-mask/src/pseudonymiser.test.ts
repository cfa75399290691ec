import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY } from './__fixtures__/people.js';
import { Pseudonymiser } from './pseudonymiser.js';

const pseudonymiser = new Pseudonymiser({ key: KEY, ignoreEmailCase: true });
const exact = new Pseudonymiser({ key: KEY, ignoreEmailCase: false });

describe('a hash', () => {
  it('is what any HMAC-SHA-256 of the text and the key is', () => {
    const expected = createHmac('sha256', KEY).update('Jürgen', 'utf8').digest('hex');
    expect(pseudonymiser.hash('Jürgen')).toBe(expected);
  });

  it('is the same for an e-mail address in other case, unless that is switched off or keys are told apart', () => {
    expect(pseudonymiser.hash('Anna@Acme.Example')).toBe(pseudonymiser.hash('anna@acme.example'));
    expect(pseudonymiser.hash('Anna')).not.toBe(pseudonymiser.hash('anna'));
    expect(exact.hash('Anna@acme.example')).not.toBe(exact.hash('anna@acme.example'));
    expect(pseudonymiser.hash('Anna@acme.example', true)).not.toBe(
      pseudonymiser.hash('anna@acme.example', true),
    );
  });
});

describe('a token', () => {
  it.each(['anna@acme.example', "o'hara+x@sub.acme.example"])('of the address %s is an address', (email) => {
    expect(pseudonymiser.tokenise(email)).toMatch(/^[0-9a-f]{24}@masked\.invalid$/);
  });

  it.each(['+1 415 555 0100', '+49 (30) 1234-567', '(415) 555-0100', '415-555-0100', '415.555.0100'])(
    'of the telephone number %s is one of a country that is none',
    (phone) => {
      expect(pseudonymiser.tokenise(phone)).toMatch(/^\+999\d{12}$/);
      expect(pseudonymiser.tokenise(phone, true)).toMatch(/^token_[0-9a-f]{24}$/);
    },
  );

  it.each([
    'Anna Ångström',
    '',
    '234599484848423',
    '4155550100',
    '2024-01-02',
    '192.168.1.1',
    '@home',
    'a @b.c',
    '+',
    'x'.repeat(400) + '@y',
  ])('of %j is a word', (text) => {
    expect(pseudonymiser.tokenise(text)).toMatch(/^token_[0-9a-f]{24}$/);
  });

  it('is the same for an e-mail address in other case', () => {
    expect(pseudonymiser.tokenise('Anna@Acme.Example')).toBe(pseudonymiser.tokenise('anna@acme.example'));
  });

  it('tells nothing of the hash of the same text', () => {
    const hash = pseudonymiser.hash('Anna Example');
    expect(hash).not.toContain(pseudonymiser.tokenise('Anna Example').slice('token_'.length));
  });
});

describe('every pseudonym', () => {
  const other = new Pseudonymiser({ key: `${KEY}!`, ignoreEmailCase: true });

  it.each(['hash', 'tokenise'] as const)(
    'by %s depends on text and key alone, and keeps texts apart',
    (method) => {
      const words = fc.string({ unit: 'grapheme', minLength: 1 });
      fc.assert(
        fc.property(words, words, (one, two) => {
          const again = new Pseudonymiser({ key: KEY, ignoreEmailCase: true });
          expect(again[method](one)).toBe(pseudonymiser[method](one));
          expect(other[method](one)).not.toBe(pseudonymiser[method](one));
          if (one.toLowerCase() === two.toLowerCase()) return;
          expect(pseudonymiser[method](two)).not.toBe(pseudonymiser[method](one));
        }),
      );
    },
  );
});
