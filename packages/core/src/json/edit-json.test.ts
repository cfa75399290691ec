import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gaps,
  jsonTexts,
  keys,
  objectTrees,
  print,
  trees,
  type Tree,
} from './__fixtures__/arbitrary-json.js';
import { editJson, type JsonEditor } from './edit-json.js';

/** Edits the members named, at any depth; the place is the last key. */
function editor(edits: Readonly<Record<string, string | undefined>>): JsonEditor<string> {
  return {
    placeOf: (_, key) => key,
    enters: (place) => !Object.hasOwn(edits, place),
    edit: (place, value) => (Object.hasOwn(edits, place) ? edits[place] : value),
  };
}

const edit = (text: string, edits: Readonly<Record<string, string | undefined>>) =>
  editJson(text, '', editor(edits));

describe('editJson', () => {
  it.each([
    ['a value', '{"a":1,"b":2}', { a: '"x"' }, '{"a":"x","b":2}'],
    ['every copy of a key', '{"a":1,"b":2,"a":{"c":3}}', { a: '0' }, '{"a":0,"b":2,"a":0}'],
    [
      'a key written with escapes',
      String.raw`{"\u0061":1,"b":2}`,
      { a: '0' },
      String.raw`{"\u0061":0,"b":2}`,
    ],
    [
      'what is nested',
      '{"b":{"a":[1,{"a":2}]},"c":[[{"a":3}]]}',
      { a: '0' },
      '{"b":{"a":0},"c":[[{"a":0}]]}',
    ],
    ['between spacing', ' { "a" : 1 , "b"\n: 2 } ', { b: '0' }, ' { "a" : 1 , "b"\n: 0 } '],
  ])('writes something else instead of %s', (_, text, edits, expected) => {
    expect(edit(text, edits)).toBe(expected);
  });

  it.each([
    ['the first', '{"a":1,"b":2,"c":3}', { a: undefined }, '{"b":2,"c":3}'],
    ['one in the middle', '{"b":2,"a":1,"c":3}', { a: undefined }, '{"b":2,"c":3}'],
    ['the last', '{"b":2,"c":3,"a":1}', { a: undefined }, '{"b":2,"c":3}'],
    ['the only one', '{ "a" : 1 }', { a: undefined }, '{}'],
    [
      'neighbours',
      '{"a":1,"d":1,"b":2,"a":1,"d":1,"c":3,"a":1,"d":1}',
      { a: undefined, d: undefined },
      '{"b":2,"c":3}',
    ],
    ['all', '{"x":{"a":1,"d":[1,2]},"a":1}', { a: undefined, d: undefined }, '{"x":{}}'],
    ['with its spacing', '{ "b" : 2 ,\n "a" : 1 , "c" : 3 }', { a: undefined }, '{ "b" : 2 , "c" : 3 }'],
  ])('takes out a member: %s', (_, text, edits, expected) => {
    expect(edit(text, edits)).toBe(expected);
  });

  it('takes elements out of a list', () => {
    const odd: JsonEditor<''> = {
      placeOf: () => '',
      enters: () => true,
      edit: (_, value) => (Number(value) % 2 === 1 ? undefined : value),
    };
    expect(editJson('{"a":[1,2,3,4],"b":[ 1 , 3 ],"c":[[1],2]}', '', odd)).toBe(
      '{"a":[2,4],"b":[],"c":[[],2]}',
    );
  });

  it('leaves a document alone that is a scalar', () => {
    expect(edit(' "a" ', {})).toBe(' "a" ');
  });

  it('follows lists nested deeper than a stack is', () => {
    const deep = `{"b":${'['.repeat(100_000)}{"a":1}${']'.repeat(100_000)}}`;
    expect(edit(deep, { a: '0' })).toBe(deep.replace('1', '0'));
  });

  it.each([
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a" 1}',
    '{"b":[1 2]}',
    '{"b":[1}',
    '{b:1}',
    '[',
    '{"\\x":1}',
    '[,1]',
    '{"b":"',
  ])('says that it cannot follow %s', (text) => {
    expect(edit(text, { z: '0' })).toBeUndefined();
  });

  it('keeps every character when nothing is edited', () => {
    fc.assert(
      fc.property(jsonTexts, (text) => {
        expect(edit(text, {})).toBe(text);
      }),
    );
  });

  it('edits what a parsed document would have edited, and nothing else', () => {
    fc.assert(
      fc.property(
        objectTrees,
        keys,
        fc.option(trees, { nil: undefined }),
        gaps,
        (record, key, replacement, spacing) => {
          const written = replacement === undefined ? undefined : print(replacement);
          const text = print(record, spacing);

          const edited = edit(text, { [key]: written });

          expect(compact(edited ?? '')).toBe(print(editTree(record, key, replacement)));
        },
      ),
    );
  });
});

function compact(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

/** The slow twin: edits the document as a tree. */
function editTree(tree: Tree, key: string, replacement: Tree | undefined): Tree {
  if (typeof tree === 'string') return tree;
  if (!('members' in tree)) return tree.map((item) => editTree(item, key, replacement));
  const members = tree.members.flatMap(([name, value]): [string, Tree][] => {
    if (name !== key) return [[name, editTree(value, key, replacement)]];
    return replacement === undefined ? [] : [[name, replacement]];
  });
  return { members };
}
