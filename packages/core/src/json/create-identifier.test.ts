import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FieldType, Table } from '../contracts/table.js';
import { gaps, keys, objectTrees, print, trees, type Tree } from './__fixtures__/arbitrary-json.js';
import { createIdentifier } from './create-identifier.js';

const field = (name: string, path: string[], rest: Partial<Field> = {}): Field => ({
  name,
  path,
  type: 'string',
  ...rest,
});
const table = (fields: Field[], rest: Partial<Table> = {}): Table => ({
  name: 'calls',
  fields: [field('id', ['id']), ...fields],
  primaryKey: ['id'],
  ...rest,
});
const identify = createIdentifier(
  table(
    [
      field('workspace', ['meta', 'workspace']),
      field('updated', ['meta', 'updated'], { type: 'timestamp' }),
      field('url', ['media', 'url'], { volatile: true }),
      field('video', ['media', 'video'], { volatile: true }),
      field('etag', ['etag'], { volatile: true }),
    ],
    { primaryKey: ['id', 'workspace'], version: 'updated' },
  ),
);
const hashOf = (text: string): string => identify({ text }).hash;

describe('key', () => {
  const keyOf = (text: string) => identify({ text }).key;

  it.each([
    ['{"id":"7","meta":{"workspace":"w"}}', ['7', 'w']],
    ['{"meta":{"workspace":12345678901234567890},"id":1.50}', ['1.50', '12345678901234567890']],
    ['{"id":true,"meta":{"workspace":false}}', ['true', 'false']],
    ['{"id":"\\u0041\\n\\"","meta":{"workspace":""}}', ['A\n"', '']],
    ['{"\\u0069d":"x","meta":{"workspace":"w"}}', ['x', 'w']],
    ['{"x":"\\n","\\u0069d":"x","meta":{"workspace":"w"}}', ['x', 'w']],
    ['{"id":"x","id2":"y","meta":{"workspace":"w"}}', ['x', 'w']],
    ['{"id":"first","id":"last","meta":{"workspace":"w"}}', ['last', 'w']],
    [' { "id" : 7 , "meta" : { "workspace" : 8 } } ', ['7', '8']],
    ['{"id":"😀é","meta":{"workspace":"null"}}', ['😀é', 'null']],
  ])('of %s', (text, expected) => {
    expect(keyOf(text)).toEqual(expected);
  });

  it.each([
    '{"meta":{"workspace":"w"}}',
    '{"id":null,"meta":{"workspace":"w"}}',
    '{"id":{"x":1},"meta":{"workspace":"w"}}',
    '{"id":["x"],"meta":{"workspace":"w"}}',
    '{"id":"1","meta":null}',
    '{"id":"1","meta":"workspace"}',
    '{"id":"1","meta":[{"workspace":"w"}]}',
    '{"id":"1","meta":{"workspace":"w"},"meta":{}}',
    '{"id":"1","x":{"meta":{"workspace":"w"}}}',
    '{"id":"\\ud800","meta":{"workspace":"w"}}',
    '[{"id":"1"}]',
    '"id"',
    'null',
  ])('is missing in %s', (text) => {
    expect(keyOf(text)).toBeUndefined();
  });

  it('does not mistake an escaped key for one that looks like it', () => {
    const slash = createIdentifier(table([field('odd', ['a\\nb'])], { primaryKey: ['odd'] }));
    expect(slash({ text: '{"a\\nb":"newline"}' }).key).toBeUndefined();
    expect(slash({ text: '{"a\\\\nb":"backslash"}' }).key).toEqual(['backslash']);
  });

  it('is what parsing finds, whatever stands around it', () => {
    const simple = createIdentifier(table([]));
    const records = fc.record({
      tree: objectTrees,
      id: keys.filter((id) => id.isWellFormed()),
      between: gaps,
    });
    fc.assert(
      fc.property(records, ({ tree, id, between }) => {
        const text = print({ members: [...tree.members, ['id', JSON.stringify(id)], ['z', '1']] }, between);
        expect(simple({ text }).key).toEqual([id]);
      }),
    );
  });

  it('names a field that the table does not have', () => {
    expect(() => createIdentifier(table([], { primaryKey: ['uuid'] }))).toThrow(
      /calls has no field named uuid/,
    );
  });
});

describe('version', () => {
  const versionOf = (type: FieldType, json: string) =>
    createIdentifier(table([field('v', ['v'], { type })], { version: 'v' }))({ text: `{"id":1,"v":${json}}` })
      .version;

  it.each([
    ['timestamp', '"2026-03-01T10:00:00Z"', '2026-03-01T10:00:00.000000000Z'],
    ['timestamp', '"2026-03-01T01:30:00.12+05:30"', '2026-02-28T20:00:00.120000000Z'],
    ['timestamp', '"2026-03-01T10:00:00.1234567891Z"', '2026-03-01T10:00:00.123456789Z'],
    ['timestamp', '"2024-02-29T00:00:00-00:00"', '2024-02-29T00:00:00.000000000Z'],
    ['timestamp', '"2026-03-01T10:00:00"', undefined],
    ['timestamp', '"2026-02-29T10:00:00Z"', undefined],
    ['timestamp', '"9999-12-31T23:30:00-01:00"', undefined],
    ['timestamp', '"0000-01-01T00:30:00+01:00"', undefined],
    ['timestamp', '1772359200000', undefined],
    ['timestamp', 'null', undefined],
    ['integer', '0', 'p0000000000000000000'],
    ['integer', '"-0"', 'p0000000000000000000'],
    ['integer', '9223372036854775807', 'p9223372036854775807'],
    ['integer', '"-9223372036854775808"', 'n0000000000000000000'],
    ['integer', '-1', 'n9223372036854775807'],
    ['integer', '9223372036854775808', undefined],
    ['integer', '1.5', undefined],
    ['integer', 'true', undefined],
  ] as const)('%s %s', (type, json, expected) => {
    expect(versionOf(type, json)).toBe(expected);
  });

  it('orders as the instants and integers do', () => {
    const instants = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9998-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [left = '', right = ''] = [one, other].map((date) =>
          versionOf('timestamp', JSON.stringify(date)),
        );
        expect(left < right).toBe(one < other);
      }),
    );
    const integers = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(integers, integers, (one, other) => {
        const [left = '', right = ''] = [one, other].map((value) => versionOf('integer', String(value)));
        expect(left < right).toBe(one < other);
      }),
    );
  });

  it('is missing where the table has none', () => {
    expect(createIdentifier(table([]))({ text: '{"id":1}' }).version).toBeUndefined();
  });

  it.each([
    ['"1767225600001"', '2026-01-01T00:00:00.001000000Z'],
    ['1767225600001', '2026-01-01T00:00:00.001000000Z'],
    ['"1767225600001.0"', '2026-01-01T00:00:00.001000000Z'],
    ['"2026-01-01T00:00:00.001Z"', '2026-01-01T00:00:00.001000000Z'],
    ['"-1"', '1969-12-31T23:59:59.999000000Z'],
    ['"1767225600001.5"', undefined],
    ['"123456789012345"', undefined],
  ])('reads %s where milliseconds since the epoch are another spelling', (json, expected) => {
    const epoch = field('v', ['v'], { type: 'timestamp', epochMilliseconds: true });
    const identity = createIdentifier(table([epoch], { version: 'v' }))({ text: `{"id":1,"v":${json}}` });

    expect(identity.version).toBe(expected);
  });
});

describe('hash', () => {
  it('is that of the text itself when there is nothing to leave out', () => {
    const text = '{"id":1,"name":"a b","media":{"size":1}}';
    expect(hashOf(text)).toBe(hash('sha256', text, 'hex').slice(0, 32));
  });

  it('does not see spacing', () => {
    fc.assert(
      fc.property(objectTrees, gaps, (tree, between) => {
        expect(hashOf(print(tree, between))).toBe(hashOf(print(tree)));
      }),
    );
  });

  it.each(['{"id": 1,"x":[1,2]}', '{"id" :1,"x":[1,2]}', '{"id":1,"x":[1, 2]}', '{"id":1, "x":[1,2]}'])(
    'does not see the one space in %s',
    (text) => {
      expect(hashOf(text)).toBe(hashOf('{"id":1,"x":[1,2]}'));
    },
  );

  it('does not see volatile members: their values, their places, their absence', () => {
    const members = fc.array(fc.tuple(keys, trees), { maxLength: 4 });
    const volatile = fc.array(fc.tuple(fc.constantFrom('url', 'video'), trees), { maxLength: 3 });
    const parts = fc.record({
      root: members,
      media: members,
      volatile,
      etags: fc.array(trees, { maxLength: 2 }),
      between: gaps,
    });
    fc.assert(
      fc.property(
        parts,
        fc.infiniteStream(fc.nat()),
        ({ root, media, volatile: urls, etags, between }, places) => {
          const insert = (
            into: readonly (readonly [string, Tree])[],
            extra: readonly (readonly [string, Tree])[],
          ) =>
            extra.reduce(
              (list, member) => list.toSpliced((places.next().value ?? 0) % (list.length + 1), 0, member),
              [...into],
            );
          const noEtag = root.filter(([key]) => key !== 'etag' && key !== 'media');
          const noUrl = media.filter(([key]) => key !== 'url' && key !== 'video');
          const plain = print({ members: [...noEtag, ['media', { members: noUrl }]] });
          const noisy: Tree = {
            members: insert(
              [...noEtag, ['media', { members: insert(noUrl, urls) }]],
              etags.map((value) => ['etag', value] as const),
            ),
          };
          expect(hashOf(print(noisy, between))).toBe(hashOf(plain));
        },
      ),
    );
  });

  it('sees every other change', () => {
    const change = fc.record({
      at: fc.nat(),
      added: fc.string({ minLength: 1, maxLength: 1 }).filter((unit) => unit.trim() !== ''),
    });
    fc.assert(
      fc.property(objectTrees, change, (tree, { at, added }) => {
        const text = print({ members: [['note', JSON.stringify('in quotes')], ...tree.members] });
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + added + text.slice(place);
        fc.pre(isDifferentOutsideVolatile(text, changed));
        expect(hashOf(changed)).not.toBe(hashOf(text));
      }),
    );
  });

  it('sees spacing inside strings, and order', () => {
    expect(hashOf('{"id":"a b"}')).not.toBe(hashOf('{"id":"ab"}'));
    expect(hashOf('{"id":"a\\" b"}')).not.toBe(hashOf('{"id":"a\\"b"}'));
    expect(hashOf('{"id":1,"x":2}')).not.toBe(hashOf('{"x":2,"id":1}'));
  });

  it('leaves out a volatile object whole, and what only looks volatile not at all', () => {
    const whole = createIdentifier(
      table([
        field('media', ['media'], { type: 'json', volatile: true }),
        field('url', ['media', 'url'], { volatile: true }),
      ]),
    );
    expect(whole({ text: '{"id":1,"media":{"url":1,"size":2}}' }).hash).toBe(
      whole({ text: '{"id":1}' }).hash,
    );
    expect(hashOf('{"id":1,"url":2}')).not.toBe(hashOf('{"id":1}'));
    expect(hashOf('{"id":1,"media":[{"url":2}]}')).not.toBe(hashOf('{"id":1,"media":[{}]}'));
    expect(hashOf('{"id":1,"x":{"etag":2}}')).not.toBe(hashOf('{"id":1,"x":{}}'));
  });

  it('still finds the key of a volatile field', () => {
    const odd = createIdentifier(
      table([field('token', ['token'], { volatile: true })], { primaryKey: ['token'] }),
    );
    expect(odd({ text: '{"token":"t","a":1}' })).toMatchObject({
      key: ['t'],
      hash: odd({ text: '{"a":1}' }).hash,
    });
  });
});

it('neither throws nor hangs on text that is not JSON', () => {
  const fragments = fc.array(
    fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', ' ', '1', '"id"', '"media"', '"url"', '\u0000'),
  );
  fc.assert(
    fc.property(fragments, (parts) => {
      expect(identify({ text: parts.join('') }).hash).toMatch(/^[0-9a-f]{32}$/);
    }),
    { numRuns: 1000 },
  );
});

/** A change in the JSON value; the text is compared only where one of them is no JSON at all. */
function isDifferentOutsideVolatile(left: string, right: string): boolean {
  return !right.includes('"etag"') && !right.includes('"media"') && left !== right;
}
