import { describe, expect, it } from 'vitest';
import { measureInTurn, median } from './measure.ts';

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});

describe('measureInTurn', () => {
  it('takes the subjects in turn and tells the median of each', async () => {
    const order: string[] = [];
    const measure = (name: string, values: number[]) => () => {
      order.push(name);
      return Promise.resolve(values.shift() ?? 0);
    };
    const medians = await measureInTurn({ a: measure('a', [1, 9, 2]), b: measure('b', [5, 5, 5]) }, 3);
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(medians).toEqual({ a: 2, b: 5 });
  });
});
