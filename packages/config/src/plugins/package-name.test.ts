import { describe, expect, it } from 'vitest';
import { packageNameFor } from './package-name.js';

describe('packageNameFor', () => {
  it.each([
    ['gong', 'connector', '@etl/connector-gong'],
    ['source-gong', 'connector', '@etl/connector-gong'],
    ['connector-gong', 'connector', '@etl/connector-gong'],
    ['duckdb', 'destination', '@etl/destination-duckdb'],
    ['destination-duckdb', 'destination', '@etl/destination-duckdb'],
    ['source-like', 'transformer', '@etl/transformer-source-like'],
    ['@acme/erp', 'connector', '@acme/erp'],
    ['acme-connector-erp', 'connector', 'acme-connector-erp'],
  ] as const)('takes %s as a %s for %s', (reference, kind, packageName) => {
    expect(packageNameFor(reference, kind)).toBe(packageName);
  });

  it.each([
    '',
    '../gong',
    './gong',
    '/tmp/gong',
    'Gong',
    'node:fs',
    'file:///tmp/x.js',
    '@acme',
    '@a/b/c',
    'a b',
    '@../x',
  ])('takes %j for no package', (reference) => {
    expect(packageNameFor(reference, 'connector')).toBeUndefined();
  });
});
