import { describe, expect, it } from 'vitest';
import {
  ConfigError,
  DeferredError,
  FatalError,
  isDeferredError,
  isMissingScopeError,
  MissingScopeError,
  toEtlError,
} from './errors.js';
import { isEtlError } from './etl-error.js';

describe('errors', () => {
  it('are recognised across copies of the package, by marker', () => {
    const foreign = { [Symbol.for('etl.error')]: true, kind: 'deferred', code: 'quota' };
    expect(isEtlError(foreign)).toBe(true);
    expect(isDeferredError(foreign)).toBe(true);
    expect(isEtlError(new Error('plain'))).toBe(false);
    expect(isEtlError(null)).toBe(false);
    expect(isEtlError('text')).toBe(false);
  });

  it('describe place, message and remedy in one line', () => {
    const error = new ConfigError({
      code: 'x',
      location: 'a.yaml:3 source',
      message: 'It is wrong.',
      remedy: 'Mend it.',
    });
    expect(error.describe()).toBe('a.yaml:3 source: It is wrong. Mend it.');
    expect(new FatalError({ code: 'x', message: 'It is wrong.' }).describe()).toBe('It is wrong.');
    expect(error.name).toBe('ConfigError');
  });

  it('keep the cause and turn anything thrown into an error of the tree', () => {
    const cause = new TypeError('boom');
    expect(toEtlError(cause)).toMatchObject({ kind: 'fatal', code: 'unexpected', cause });
    expect(toEtlError('text')).toMatchObject({ message: 'Unexpected error: text' });
    const known = new DeferredError({ code: 'quota', message: 'Later.', resumeAt: 1 });
    expect(toEtlError(known)).toBe(known);
  });

  it('tell which scope is missing', () => {
    const error = new MissingScopeError({ scope: 'calls:read', message: 'No permission.' });
    expect(isMissingScopeError(error) && error.scope).toBe('calls:read');
    expect(isMissingScopeError(new FatalError({ code: 'other', message: '' }))).toBe(false);
  });
});
