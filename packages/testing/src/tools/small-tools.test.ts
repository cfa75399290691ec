import { describe, expect, test } from 'vitest';
import { collect } from './collect.js';
import { createDestinationDependencies } from './destination-dependencies.js';
import { createMemoryLocalStore } from './memory-local-store.js';
import { createRecordingLogger } from './recording-logger.js';
import { createSeededRandom } from './seeded-random.js';
import { createSourceDependencies, TEST_START } from './source-dependencies.js';

describe('small tools', () => {
  test('seeded randomness repeats itself, stays in range and differs by seed', () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed);
      return Array.from({ length: 1000 }, () => random());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(3).every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = draw(4).reduce((sum, value) => sum + value, 0) / 1000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  });

  test('a memory local store keeps values, not references', async () => {
    const store = createMemoryLocalStore({ quota: { used: 1 } });
    const value = { token: ['a'] };
    await store.write('tokens', value);
    value.token.push('b');
    expect(await store.read('tokens')).toEqual({ token: ['a'] });
    expect(await store.read('quota')).toEqual({ used: 1 });
    expect(await store.read('nothing')).toBeUndefined();
  });

  test('a recording logger keeps level, message and fields', () => {
    const logger = createRecordingLogger();
    logger.debug('a');
    logger.info('b', { n: 1 });
    logger.warn('c');
    logger.error('d');
    expect(logger.lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'debug a',
      'info b',
      'warn c',
      'error d',
    ]);
    expect(logger.lines[1]?.fields).toEqual({ n: 1 });
  });

  test('collect takes both kinds of iterables', async () => {
    expect(await collect([1, 2])).toEqual([1, 2]);
    expect(
      await collect(
        (async function* () {
          yield 1;
        })(),
      ),
    ).toEqual([1]);
  });

  test('dependencies are whole, and overrides win', () => {
    const random = () => 0.5;
    expect(createSourceDependencies({ random }).random).toBe(random);
    expect(createSourceDependencies().clock.now()).toBe(TEST_START);
    expect(createDestinationDependencies({ temporaryDirectory: '/x' }).temporaryDirectory).toBe('/x');
  });
});
