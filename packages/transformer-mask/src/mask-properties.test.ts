import type { SourceRecord } from '@etl/core';
import { editJson } from '@etl/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf, createMask, field, people } from './__fixtures__/people.js';

const table = { ...people, fields: [...people.fields, field('note', 'string', 'note', { pii: true })] };
const ACTIONS = ['hash', 'tokenise', 'redact', 'drop'] as const;
const MARK = 'Ωμέγα';

const unusual = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\ud800', '"', '\\', '\u0000', '😀'),
  )
  .map((text) => `${text}${MARK}${text}`);

/** A JSON string in one of the many ways it can be written. */
const written = (texts: fc.Arbitrary<string>) =>
  fc.tuple(texts, fc.array(fc.boolean(), { minLength: 1, maxLength: 7 })).map(([text, escaped]) => {
    const units = Array.from({ length: text.length }, (_, index) =>
      escaped[index % escaped.length]! && !MARK.includes(text[index]!)
        ? `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`
        : JSON.stringify(text[index]).slice(1, -1),
    );
    return `"${units.join('')}"`;
  });

const gap = fc.constantFrom('', '', ' ', '\n', '\t ');
const clear = fc.oneof(
  written(unusual),
  written(unusual).map((value) => `[${value},{"k":${value}}]`),
);
const harmless = fc.oneof(
  fc.constantFrom('9007199254740993', '1.10', '-0', '1e400', 'null', 'true', '{}', '[]'),
  fc.jsonValue().map((value) => JSON.stringify(value)),
);

interface Member {
  readonly key: string;
  readonly value: string;
}
const member = (key: string, value: fc.Arbitrary<string>) =>
  fc.record({ key: written(fc.constant(key)), value });

const text = ([before, members, between]: [string, readonly Member[], string]) =>
  `${before}{${members.map(({ key, value }) => `${between}${key}${between}:${value}`).join(`${before},`)}${between}}`;

/** An object with these members, in any order, number and spacing. */
const objectOf = (...members: fc.Arbitrary<Member>[]) =>
  fc.tuple(gap, fc.array(fc.oneof(...members), { maxLength: 9 }), gap).map(text);

const contact = (value: fc.Arbitrary<string>) =>
  objectOf(member('email', value), member('phone', value), member('city', harmless));

const recordOf = (value: fc.Arbitrary<string>) =>
  objectOf(
    member('note', value),
    member('friends', value),
    member('contact', contact(value)),
    member(
      'contact',
      contact(value).map((one) => `[${one}, ${one}]`),
    ),
    member('settings', harmless),
    member('age', harmless),
  );

async function mask(pii: string, record: SourceRecord, undeclared = 'drop'): Promise<string> {
  const { records } = await createMask({ pii, undeclared }).transform(batchOf([record.text]), table);
  return records[0]!.text;
}

describe.each(ACTIONS)('%s', (pii) => {
  it('leaves no trace of a clear value, whatever it is and however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(recordOf(clear), async (record) => {
        const masked = await mask(pii, { text: record });
        expect(masked).not.toContain(MARK);
        expect(JSON.stringify(JSON.parse(masked))).not.toContain(MARK);
      }),
    );
  });

  it('does the same every time', async () => {
    await fc.assert(
      fc.asyncProperty(recordOf(clear), async (record) => {
        expect(await mask(pii, { text: record })).toBe(await mask(pii, { text: record }));
      }),
    );
  });

  it('leaves records without clear values as they are, character for character', async () => {
    const nothing = fc.constant('null');
    const values =
      pii === 'drop' ? objectOf(member('settings', harmless), member('age', harmless)) : recordOf(nothing);
    await fc.assert(
      fc.asyncProperty(values, async (record) => {
        expect(await mask(pii, { text: record })).toBe(record);
      }),
    );
  });
});

/** The clear values of the record above are told by their mark; a pattern finds them as whole JSON values. */
const CLEAR = new RegExp(
  String.raw`\[?"(?:[^"\\]|\\.)*${MARK}(?:[^"\\]|\\.)*"(?:,\{"k":"(?:[^"\\]|\\.)*"\}\])?`,
  'g',
);
const redacted = (record: string) => record.replaceAll(CLEAR, '"[redacted]"');

const MASKED = new Set(['/note', '/friends', '/contact/email', '/contact/phone']);

function maskFirstCopies(record: string): string {
  const seen = new Set<string>();
  const edited = editJson(record, '', {
    placeOf: (parent, key) => `${parent}/${key}`,
    enters: (place) => !MASKED.has(place),
    edit: (place, value) => {
      if (!MASKED.has(place) || seen.has(place)) return value;
      seen.add(place);
      return '"[redacted]"';
    },
  });
  return edited ?? record;
}

const records = recordOf(clear).filter((record) => record.includes(MARK));
const isFoundOut = async (twin: (record: string) => string): Promise<boolean> => {
  const same = fc.property(records, (record) => twin(record) === redacted(record));
  return fc.check(same).failed;
};

describe('masking', () => {
  it('changes the clear values and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (record) => {
        expect(await mask('redact', { text: record })).toBe(redacted(record));
      }),
    );
  });

  it.each<[string, (record: string) => string]>([
    ['masks the first copy of a key only', maskFirstCopies],
    [
      'looks for keys as they are usually written',
      (record) =>
        record.replace(
          /("(?:note|email|phone|friends)"\s*:\s*)("(?:[^"\\]|\\.)*"|\[.*?\])/g,
          '$1"[redacted]"',
        ),
    ],
    ['parses and prints', (record) => redacted(JSON.stringify(JSON.parse(record)))],
    ['does nothing', (record) => record],
  ])('would be found out if it were one that %s', async (_, twin) => {
    expect(await isFoundOut(twin)).toBe(true);
  });
});
