import { splitPage } from '@etl/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArraySplitter } from './array-splitter.js';
import { utf8Text } from './utf8-text.js';

async function split(bytes: Buffer, cuts: readonly number[], longest?: number): Promise<string[]> {
  const splitter = new ArraySplitter(longest);
  const found: string[] = [];
  for await (const text of utf8Text(pieces(bytes, cuts))) {
    found.push(...splitter.push(text).map((record) => record.text));
  }
  return [...found, ...splitter.end().map((record) => record.text)];
}

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  for (const [index, from] of borders.slice(0, -1).entries()) yield bytes.subarray(from, borders[index + 1]);
}

const everyByte = (bytes: Buffer) => Array.from(bytes, (_, index) => index);

describe('ArraySplitter', () => {
  it('gives the same records however the bytes are cut', async () => {
    const array = fc.tuple(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.constantFrom(undefined, 1, '\t'));
    await fc.assert(
      fc.asyncProperty(array, fc.array(fc.nat(), { maxLength: 12 }), async ([values, space], cuts) => {
        const text = ` ${JSON.stringify(values, undefined, space)}\n`;
        const expected = splitPage(text, []).items?.map((record) => record.text);
        const bytes = Buffer.from(text);
        expect(await split(bytes, cuts)).toEqual(expected);
        expect(await split(bytes, everyByte(bytes))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['quotes, brackets and backslashes in texts', '[{"a":"]}\\"\\\\"},{"b":"\\\\\\""},"\\"]",["x",["}"]]]'],
    ['what is no object', '[1,null,"text",-2.5e3 , true]'],
    ['nothing', '[ ]'],
    ['duplicate keys, kept as they stand', '[{"ts":"1","ts":"2"}]'],
    ['characters of several bytes', '["é","日本","😀",{"😀":"😀"}]'],
  ])('takes %s', async (_name, text) => {
    const bytes = Buffer.from(text);
    const expected = splitPage(text, []).items?.map((record) => record.text);
    expect(await split(bytes, [])).toEqual(expected);
    expect(await split(bytes, everyByte(bytes))).toEqual(expected);
  });

  it('does without a byte order mark', async () => {
    expect(await split(Buffer.from('\uFEFF[1]'), [1, 2, 3])).toEqual(['1']);
  });

  it.each([
    ['an empty file', '', 'is empty'],
    ['white space', ' \n', 'is empty'],
    ['an object', '{"messages":[]}', 'is not a JSON array'],
    ['a page of HTML', '<html>', 'is not a JSON array'],
    ['no end', '[{"a":1},', 'is cut off after 9 characters'],
    ['an element that is cut off', '[{"a":"b', 'is cut off after 8 characters'],
    ['a scalar at the end', '[1', 'is cut off'],
    ['two commas', '[1,,2]', 'it breaks at character 3'],
    ['a comma before the end', '[1,]', 'it breaks at character 3'],
    ['no comma', '[{} {}]', 'it breaks at character 4'],
    ['a brace too many', '[{}}]', 'it breaks at character 3'],
    ['a comma at the beginning', '[,1]', 'it breaks at character 1'],
    ['something behind it', '[1] x', 'it breaks at character 4'],
    ['an array behind it', '[1][2]', 'it breaks at character 3'],
  ])('refuses %s', async (_name, text, problem) => {
    const bytes = Buffer.from(text);
    await expect(split(bytes, [])).rejects.toThrow(problem);
    await expect(split(bytes, everyByte(bytes))).rejects.toThrow(problem);
  });

  it.each([
    ['Latin-1', Buffer.from('["é"]', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFF["a"]', 'utf16le')],
    ['a character that is cut off', Buffer.from('["é').subarray(0, 3)],
  ])('refuses %s', async (_name, bytes) => {
    await expect(split(bytes, [])).rejects.toThrow(RangeError);
    await expect(split(bytes, everyByte(bytes))).rejects.toThrow(RangeError);
  });

  it('holds no more than an element and a piece', () => {
    const splitter = new ArraySplitter();
    const record = `{"text":"${'x'.repeat(1000)}"},`;
    let most = 0;
    let found = splitter.push('[').length;
    for (let piece = 0; piece < 2000; piece += 1) {
      found += splitter.push(record.repeat(7)).length;
      most = Math.max(most, splitter.held);
    }
    expect(found).toBe(14_000);
    expect(most).toBeLessThan(20_000);
  });

  it('refuses an element without end instead of holding it', () => {
    const splitter = new ArraySplitter(10_000);
    const push = () => {
      for (let piece = 0; piece < 100; piece += 1) splitter.push('["x",'.repeat(100));
    };
    expect(push).toThrow('holds an element of more than 10000 characters, from character 5 on');
    expect(splitter.held).toBeLessThan(30_000);
  });
});
