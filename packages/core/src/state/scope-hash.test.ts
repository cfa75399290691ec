import { expect, it } from 'vitest';
import { scopeHash } from './scope-hash.js';

it('names the same options the same, in any order', () => {
  const one = scopeHash({
    workspace: '1',
    private: false,
    properties: ['a', 'b'],
    filter: { x: 1, y: null },
  });
  const other = scopeHash({
    filter: { y: null, x: 1.0 },
    properties: ['a', 'b'],
    private: false,
    workspace: '1',
  });
  expect(one).toBe(other);
  expect(one).toMatch(/^[0-9a-f]{16}$/);
});

it('stays what it is between versions, since it stands in stored state', () => {
  expect(scopeHash({})).toBe('44136fa355b3678a');
});

it('leaves undefined options out', () => {
  expect(scopeHash({ workspace: undefined })).toBe(scopeHash({}));
});

it.each([
  [{ a: 1 }, { a: '1' }],
  [{ a: null }, {}],
  [{ a: ['x', 'y'] }, { a: ['y', 'x'] }],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
])('tells %j from %j', (one, other) => {
  expect(scopeHash(one)).not.toBe(scopeHash(other));
});
