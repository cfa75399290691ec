import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../pack.ts';
import { findNameProblem, type PluginKind } from './plugin-name.ts';

/** The rule by which configurations find packages. Imported by path, so that config does not become a dependency. */
const { packageNameFor } = (await import(join(ROOT, 'packages/config/src/plugins/package-name.ts'))) as {
  packageNameFor: (reference: string, kind: PluginKind) => string | undefined;
};

const KINDS: readonly PluginKind[] = ['connector', 'destination', 'transformer'];

describe('a plugin can be named', () => {
  it.each(['acme', 'acme-crm', 'acme-2go', 'a1', 'news', 'source', 'class-room', 'source-like'])(
    '%s',
    (name) => {
      for (const kind of name === 'source-like' ? (['transformer'] as const) : KINDS) {
        expect(findNameProblem(name, kind)).toBeUndefined();
        // What is generated must be what a configuration finds by this name.
        expect(packageNameFor(name, kind)).toBe(`@etl/${kind}-${name}`);
      }
    },
  );
});

describe('a plugin cannot be named', () => {
  it.each([
    '',
    'Acme',
    'acme_crm',
    'acme crm',
    '3cx',
    '-acme',
    'acme-',
    'a--b',
    '@acme/crm',
    '../acme',
    'ácme',
  ])('%j, which is no package name', (name) => {
    for (const kind of KINDS)
      expect(findNameProblem(name, kind)).toContain(`"${name}" cannot name a package`);
  });

  it.each([
    ['connector-acme', 'connector', '"acme" makes @etl/connector-acme'],
    ['source-acme', 'connector', '"acme" makes @etl/connector-acme'],
    ['destination-acme', 'destination', '"acme" makes @etl/destination-acme'],
    ['acme-connector-crm', 'connector', 'leave "connector" out'],
  ] as const)('%s, by which a configuration finds another %s', (name, kind, expected) => {
    expect(findNameProblem(name, kind)).toContain(expected);
    expect(packageNameFor(name, kind)).not.toBe(`@etl/${kind}-${name}`);
  });

  it.each(['new', 'class', 'await', 'package', 'z', 'sql', 'connector'])('%s, a word of the code', (name) => {
    for (const kind of KINDS) expect(findNameProblem(name, kind)).toContain(`"${name}-crm"`);
  });
});
