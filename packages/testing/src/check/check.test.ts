import { FatalError } from '@etl/core';
import { describe, expect, test } from 'vitest';
import { requireFailure } from '../destination/destination-check.js';
import { requireEventually, requireSettled } from '../connector/settle.js';
import { connectorConformance } from '../connector/connector-conformance.js';
import { ConformanceViolation, isNotApplicable, requireEqual } from './conformance-check.js';
import { printFailure } from './print-failure.js';

describe('a violation', () => {
  test('says what was expected and what was found', () => {
    expect(() => {
      requireEqual([1], [2], 'Rows');
    }).toThrow(new ConformanceViolation('Rows: expected [2], found [1].'));
  });

  test('tells success, foreign errors and other codes apart', async () => {
    await expect(requireFailure(Promise.resolve(), undefined, 'It')).rejects.toThrow(
      'It went through; expected an error.',
    );
    await expect(requireFailure(Promise.reject(new Error('odd')), 'lease_lost', 'It')).rejects.toThrow(
      'Error: odd, which is not of the error tree',
    );
    const other = new FatalError({ code: 'other', message: 'Something else.' });
    await expect(requireFailure(Promise.reject(other), 'lease_lost', 'It')).rejects.toThrow(
      'error code other, expected lease_lost: Something else.',
    );
    expect(await requireFailure(Promise.reject(other), 'other', 'It')).toBe(other);
  });

  test('prints anything that can be thrown', () => {
    expect(printFailure(new FatalError({ code: 'c', message: 'm' }))).toBe('FatalError c: m');
    expect(printFailure(new TypeError('m'))).toBe('TypeError: m');
    expect(printFailure({ odd: 1 })).toBe('{ odd: 1 }');
  });

  test('comes in time where something never ends', async () => {
    await expect(requireSettled(new Promise(() => undefined), 10, 'It')).rejects.toThrow(
      'It did not end within 10 ms.',
    );
    await expect(requireEventually(() => false, 10, 'It')).rejects.toThrow('It did not end within 10 ms.');
    expect(await requireSettled(Promise.resolve(7), 1000, 'It')).toBe(7);
  });

  test('is no question of ability', () => {
    expect(isNotApplicable({ notApplicable: 'never' })).toBe(true);
    expect(isNotApplicable(undefined)).toBe(false);
  });

  test('needs a driver', () => {
    expect(() => {
      connectorConformance('acme', undefined as never);
    }).toThrow(/needs a driver/);
  });
});
