import { describe, expect, it } from 'vitest';
import { cutPage } from './cut-page.js';

const ITEMS = [1, 2, 3, 4, 5];

describe('cutPage', () => {
  it('cuts pages until nothing is left', () => {
    expect(cutPage(ITEMS, { offset: 0, size: 2 })).toEqual({ items: [1, 2], nextOffset: 2 });
    expect(cutPage(ITEMS, { offset: 4, size: 2 })).toEqual({ items: [5] });
    expect(cutPage(ITEMS, { offset: 3, size: 2 })).toEqual({ items: [4, 5] });
    expect(cutPage([], { offset: 0, size: 2 })).toEqual({ items: [] });
  });

  it('leads back to the same page when it is to be duplicated, the last one too', () => {
    expect(cutPage(ITEMS, { offset: 2, size: 2 }, 'duplicate-page')).toEqual({
      items: [3, 4],
      nextOffset: 2,
    });
    expect(cutPage(ITEMS, { offset: 4, size: 2 }, 'duplicate-page')).toEqual({ items: [5], nextOffset: 4 });
  });

  it('turns a page around without moving the next one', () => {
    expect(cutPage(ITEMS, { offset: 0, size: 2 }, 'reorder-page')).toEqual({ items: [2, 1], nextOffset: 2 });
    expect(ITEMS).toEqual([1, 2, 3, 4, 5]);
  });
});
