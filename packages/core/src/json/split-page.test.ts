import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../contracts/record.js';
import {
  gaps,
  jsonTexts,
  objectTrees,
  print,
  trees,
  valueAt,
  type Tree,
} from './__fixtures__/arbitrary-json.js';
import { jsonEquals } from './canonical-json.js';
import { parseJson } from './parse-json.js';
import { splitPage } from './split-page.js';

/** A page with the items at `path` somewhere among other members. */
function pageTree(path: readonly string[], items: Tree, others: readonly (readonly [string, Tree])[]): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return items;
  const beside = others.filter(([other]) => other !== key);
  const half = Math.floor(beside.length / 2);
  return { members: [...beside.slice(0, half), [key, pageTree(rest, items, others)], ...beside.slice(half)] };
}

const pages = fc.record({
  path: fc.constantFrom(['items'], ['data', 'items'], ['__proto__'], ['a"b', 'é', '']),
  items: fc.array(trees, { maxLength: 6 }),
  others: objectTrees.map(({ members }) => members),
  between: gaps,
});

describe('splitPage', () => {
  it('finds the elements JSON.parse finds, and leaves the rest of the page', () => {
    fc.assert(
      fc.property(pages, ({ path, items, others, between }) => {
        const {
          envelope,
          items: found,
          fetched,
        } = splitPage(print(pageTree(path, items, others), between), path);
        expect(fetched).toBe(items.length);
        expect(found?.length).toBe(items.length);
        found?.forEach(({ text }, index) => {
          expect(jsonEquals(parseJson(text), parseJson(print(items[index] ?? 'null')))).toBe(true);
          expect(text).toBe(text.trim());
        });
        expect(jsonEquals(envelope, parseJson(print(pageTree(path, [], others))))).toBe(true);
      }),
    );
  });

  it('never makes a list of a page that is cut off', () => {
    fc.assert(
      fc.property(
        pages,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ path, items, others, between }, share) => {
          const page = print(pageTree(path, items, others), between).trim();
          const cut = page.slice(0, Math.floor(share * (page.length - 1)));
          expect(() => splitPage(cut, path)).toThrow(
            expect.objectContaining({ code: 'malformed_page', kind: 'fatal' }),
          );
        },
      ),
    );
  });

  it('agrees with JSON.parse on a page with any one character taken out or put in', () => {
    const damage = fc.record({
      at: fc.nat(),
      removed: fc.nat(1),
      added: fc.constantFrom('', '"', '[', ']', '{', '}', ',', ':', '\\', '1', ' '),
    });
    fc.assert(
      fc.property(pages, damage, ({ path, items, others, between }, { at, removed, added }) => {
        const page = print(pageTree(path, items, others), between);
        const place = at % page.length;
        const damaged = page.slice(0, place) + added + page.slice(place + removed);
        const whole = tryParse(damaged);
        let split;
        try {
          split = splitPage(damaged, path);
        } catch {
          return;
        }
        // What it accepts is either right, or has a broken element left for the judge.
        const texts = split.items?.map(({ text }) => text) ?? [];
        if (texts.some((text) => tryParse(text) === undefined)) return;
        const expected = valueAt(whole, path);
        expect(whole).toBeDefined();
        if (split.items !== undefined)
          expect(jsonEquals(parseJson(`[${texts.join(',')}]`), expected ?? null)).toBe(true);
        else expect(Array.isArray(expected)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('tells a missing array from an empty one', () => {
    expect(splitPage('{"calls":[ ]}', ['calls'])).toEqual({ envelope: { calls: [] }, items: [], fetched: 0 });
    expect(splitPage('{"ok":false}', ['calls'])).toEqual({
      envelope: { ok: false },
      items: undefined,
      fetched: 0,
    });
    expect(splitPage('{"calls":null}', ['calls']).items).toBeUndefined();
    expect(splitPage('{"calls":{"0":1}}', ['calls']).items).toBeUndefined();
    expect(splitPage('{"data":[1]}', ['data', 'items']).items).toBeUndefined();
  });

  it('looks only at the path', () => {
    const page = '{"x":{"items":[1]},"items":[{"items":[2,3]}],"y":"items"}';
    expect(splitPage(page, ['items']).items).toEqual([{ text: '{"items":[2,3]}' }]);
  });

  it('takes the page itself as the array when the path is empty', () => {
    expect(splitPage(' [1,"a]"] ', [])).toEqual({
      envelope: {},
      items: [{ text: '1' }, { text: '"a]"' }],
      fetched: 2,
    });
  });

  it.each(['[1] x', '[1', '', '[1}'])('refuses %j as an array', (text) => {
    expect(() => splitPage(text, [])).toThrow(/not JSON/);
  });

  it('passes on elements that are no objects, or not JSON, for the judge to reject', () => {
    expect(splitPage('{"a":[1,null,{"x":NaN}]}', ['a']).items?.map(({ text }) => text)).toEqual([
      '1',
      'null',
      '{"x":NaN}',
    ]);
  });

  it('keeps the digits of the envelope', () => {
    const { envelope } = splitPage('{"next":9007199254740993,"a":[]}', ['a']);
    expect(JSON.stringify(envelope satisfies JsonObject)).toBe('{"next":9007199254740993,"a":[]}');
  });

  it.each([
    [
      'a page that is cut off',
      '{"a":[1,2',
      /breaks at character 9 of 9, where the text ends: "\{\\"x\\":\[0,0"/,
    ],
    ['HTML', '<html><body>502 Bad Gateway', /breaks at character 0 of 27, after "", with "<html><body>502/],
    ['nothing', '', /breaks at character 0 of 0/],
    ['text behind the page', '{"a":[1]}{"a":[2]}', /breaks at character 9 of 18/],
    ['a trailing comma', '{"a":[1,]}', /breaks at character 8 of 10/],
    ['two commas', '{"a":[1,,2]}', /breaks at character 8 of 12/],
    ['brackets that do not match', '{"a":[{"x":[1},{"y":2]}]}', /breaks at character 13 of 25/],
    ['a broken envelope', '{"a":[1,2,3],"b":nul}', /breaks at character 17 of 21/],
    ['a missing comma between members', '{"a":[1] "b":2}', /breaks at character 9/],
    ['a key without quotes', '{a:[1]}', /breaks at character 1/],
    ['a key that ends too soon', '{"a', /breaks at character 3/],
    ['a key with a broken escape', '{"\\x":1,"a":[1]}', /breaks at character 2/],
    ['a key without colon', '{"a" [1]}', /breaks at character 5/],
    ['two arrays at the path', '{"a":[1],"a":[2]}', /has two arrays at "a"/],
    ['a page that is no object', '[{"a":[1]}]', /is not a JSON object: it begins with "\[\{/],
  ])('says where and what in %s', (_name, page, message) => {
    expect(() => splitPage(page, ['a'])).toThrow(message);
    expect(() => splitPage(page, ['a'])).toThrow(expect.objectContaining({ code: 'malformed_page' }));
  });

  it('shows the shape of records and nothing of what they hold', () => {
    const page = '{"a":[{"name":"Zoë Ångström","phone":"+46 70-123"}';
    const shape = expect.stringContaining('"xxxx\\":\\"xxx xxxxxxxx\\",\\"xxxxx\\":\\"+00 00-000');
    expect(() => splitPage(page, ['a'])).toThrow(expect.objectContaining({ message: shape }));
    expect(() => splitPage(page, ['a'])).not.toThrow(/Zo|ngstr|123/);
  });

  it('does not show more of a page than helps', () => {
    const page = `{"a":[${'x'.repeat(1000)}`;
    expect(() => splitPage(page, ['a'])).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{0,300}$/) }),
    );
  });

  it('reads any JSON as a page or says that it is none', () => {
    fc.assert(
      fc.property(jsonTexts, (text) => {
        const value = parseJson(text);
        const isObject = text.trim().startsWith('{');
        if (isObject) expect(jsonEquals(splitPage(text, ['no such key']).envelope, value)).toBe(true);
        else expect(() => splitPage(text, ['no such key'])).toThrow(/is not a JSON object/);
      }),
    );
  });
});

function tryParse(text: string) {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
