import { describe, expect, it } from 'vitest';
import { createRandom, hashText } from './random.js';

describe('createRandom', () => {
  it('repeats its sequence for the same seed and gives another one for another', () => {
    const draw = (seed: number | string) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw('1')).toEqual(draw(1));
  });

  it('stays the same between versions, because data sets are named by their seed', () => {
    const random = createRandom('fixed');
    expect([random.integer(0, 1_000_000), random.integer(0, 1_000_000)]).toMatchInlineSnapshot(`
      [
        205203,
        797252,
      ]
    `);
  });

  it('spreads over the whole range and includes both ends', () => {
    const random = createRandom(3);
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 6000; draw += 1) {
      const value = random.integer(1, 6);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(count).toBeGreaterThan(850);
  });

  it('never reaches one', () => {
    const random = createRandom(4);
    for (let draw = 0; draw < 10_000; draw += 1) {
      const value = random.next();
      expect(value >= 0 && value < 1).toBe(true);
    }
  });

  it('says true as often as asked', () => {
    const random = createRandom(5);
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.25)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(2300);
    expect(hits).toBeLessThan(2700);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
  });

  it('forks sequences that do not disturb each other', () => {
    const undisturbed = createRandom(6);
    const expected = [undisturbed.next(), undisturbed.next()];
    const random = createRandom(6);
    const first = random.next();
    const fork = random.fork('names');
    const forked = fork.next();
    expect([first, random.next()]).toEqual(expected);
    expect(createRandom(6).fork('names').next()).toBe(forked);
    expect(createRandom(6).fork('dates').next()).not.toBe(forked);
  });

  it('samples different items and no more than there are', () => {
    const sample = createRandom(7).sample(['a', 'b', 'c'], 5);
    expect(sample.toSorted()).toEqual(['a', 'b', 'c']);
    expect(createRandom(7).sample(['a', 'b', 'c'], 2)).toHaveLength(2);
  });

  it('writes texts of the alphabet', () => {
    expect(createRandom(8).text('01', 64)).toMatch(/^[01]{64}$/);
  });

  it('refuses to pick from nothing, and says what to do', () => {
    expect(() => createRandom(9).pick([])).toThrow('empty list: give at least one item');
  });
});

describe('hashText', () => {
  it('depends on every character and on their order', () => {
    expect(new Set(['ab', 'ba', 'a', 'b', '', 'aba'].map(hashText)).size).toBe(6);
  });
});
