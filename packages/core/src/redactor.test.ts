import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from './redactor.js';

describe('Redactor', () => {
  it('masks a secret in every form it is written in', () => {
    const redactor = new Redactor();
    redactor.add('key:p&ss "w"');
    const forms = [
      'key:p&ss "w"',
      encodeURIComponent('key:p&ss "w"'),
      JSON.stringify({ a: 'key:p&ss "w"' }),
      btoa('key:p&ss "w"'),
    ];
    for (const form of forms) {
      const redacted = redactor.redact(`before ${form} after`);
      expect(redacted).toContain('***');
      expect(redacted).not.toContain('p&ss');
      expect(redacted).not.toContain(form);
    }
  });

  it('leaves no trace of any secret in any nested value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.string(), fc.string(), (secret, before, after) => {
        const redactor = new Redactor();
        redactor.add(secret);
        const value = { [`${before}${secret}`]: [{ deep: `${before}${secret}${after}` }] };
        const [key = '', items = []] = Object.entries(redactor.redactValue(value))[0] ?? [];
        expect(key).toBe(redactor.redact(`${before}${secret}`));
        expect(items[0]?.deep).toContain('***');
      }),
    );
  });

  it('masks the longer of two secrets whole and ignores values too short to be one', () => {
    const redactor = new Redactor();
    redactor.add('abcd');
    redactor.add('abcdefgh');
    redactor.add('us');
    expect(redactor.redact('abcdefgh us abcd')).toBe('*** us ***');
  });

  it('leaves numbers, booleans and null alone', () => {
    const redactor = new Redactor();
    expect(redactor.redactValue({ a: 1 })).toEqual({ a: 1 });
    redactor.add('secret');
    expect(redactor.redactValue({ a: 1, b: true, c: null })).toEqual({ a: 1, b: true, c: null });
  });
});
