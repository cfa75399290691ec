import type { DescribedTable } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createToyModelDriver, type ToyModelDefect } from '../__fixtures__/toy-models.js';
import { modelChecks, modelConformance } from './model-conformance.js';

modelConformance(createToyModelDriver());

const changeColumn =
  (change: object) =>
  (tables: readonly DescribedTable[]): readonly DescribedTable[] =>
    tables.map((table) => ({
      ...table,
      columns: table.columns.map((column, index) => (index === 0 ? { ...column, ...change } : column)),
    }));

/** Each check, and transformers with exactly the defect it looks for. */
const TWINS: Readonly<Record<string, readonly ToyModelDefect[]>> = {
  transformer_is_described: [
    { name: 'Toy Models' },
    { configSchema: z.looseObject({ source: z.string().default('toy') }) },
    { configSchema: z.strictObject({}) },
  ],
  tables_stand_where_they_are_told: [{ ignoresSchemas: true }],
  unknown_source_is_refused: [{ takesAnySource: true }],
  tables_are_described: [
    { describe: changeColumn({ description: 'No sentence' }) },
    { describe: changeColumn({ type: 'integer' }) },
    { describe: changeColumn({ name: 'toyId' }) },
    { describe: (tables) => tables.map((table) => ({ ...table, primaryKey: ['id'] })) },
    { describe: (tables) => tables.map((table) => ({ ...table, description: '' })) },
    { describe: (tables) => [...tables, ...tables] },
  ],
  canonical_tables_are_there: [
    { describe: (tables) => tables.slice(0, 1) },
    { describe: changeColumn({ name: 'person_id' }) },
  ],
  unknown_dialect_is_refused: [{ writesForAnyDialect: true }],
  tables_are_as_described: [
    { rows: () => [] },
    { rows: (row) => [{ ...row, more: 1 }] },
    { rows: (row) => [row, { ...row, name: null }] },
    { restless: true },
  ],
  one_table_is_enough: [{ restless: true }],
};

describe.each(modelChecks.map((check) => [check.name, check] as const))('%s', (name, check) => {
  it('fails for each transformer with that defect', async () => {
    expect(TWINS[name]?.length).toBeGreaterThan(0);
    for (const defect of TWINS[name] ?? []) {
      await expect(check.run(createToyModelDriver(defect))).rejects.toThrow();
    }
  });
});

it('a record transformer is no model transformer', async () => {
  const { createModelTransformer } = await import('./model-warehouse.js');
  const { plugin } = createToyModelDriver();
  const record = {
    ...plugin,
    create: () => ({ kind: 'record', name: 'r', transform: async (batch: any) => batch }) as const,
  };
  expect(() => createModelTransformer(record)).toThrow('toy is no model transformer.');
});
