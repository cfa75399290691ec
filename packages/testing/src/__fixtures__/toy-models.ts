import {
  ConfigError,
  type DescribedTable,
  type ModelTransformer,
  type QueryRow,
  type TransformerPlugin,
} from '@etl/core';
import { z } from 'zod';
import type { ModelDriver } from '../models/model-driver.js';
import type { ModelWarehouse } from '../models/model-warehouse.js';

/** Where a transformer of toys goes wrong; nothing: it does not. */
export interface ToyModelDefect {
  readonly name?: string;
  readonly configSchema?: z.ZodType;
  readonly describe?: (tables: readonly DescribedTable[]) => readonly DescribedTable[];
  readonly takesAnySource?: boolean;
  readonly ignoresSchemas?: boolean;
  readonly writesForAnyDialect?: boolean;
  /** Rows of a table, instead of one with a text in each column. */
  readonly rows?: (row: QueryRow) => readonly QueryRow[];
  /** Changes once everything is built. */
  readonly restless?: boolean;
}

const config = z.strictObject({
  source: z.string().default('toy'),
  schema: z.string().optional(),
  staging_schema: z.string().optional(),
});

const column = (name: string) => ({ name, type: 'string', description: `The ${name}.` }) as const;

function describeToys(marts: string, staging: string): readonly DescribedTable[] {
  const table = { description: 'One row per toy.', primaryKey: ['toy_id'], columns: [column('toy_id')] };
  return [
    { ...table, schema: marts, name: 'toys' },
    { ...table, schema: staging, name: 'person', columns: [...table.columns, column('name')] },
  ];
}

function placesOf(
  { schema, staging_schema: staging }: { schema?: string | undefined; staging_schema?: string | undefined },
  raw: string,
): [marts: string, staging: string] {
  return [schema ?? `${raw}_MARTS`, staging ?? `${raw}_STAGING`];
}

function createToyTransformer(options: z.output<typeof config>, defect: ToyModelDefect): ModelTransformer {
  const fail = (code: string): never => {
    throw new ConfigError({ code, message: code, remedy: '' });
  };
  return {
    kind: 'model',
    name: 'toy',
    describe: (schemas) => {
      const isKnown = Object.hasOwn(schemas, options.source) || defect.takesAnySource === true;
      const raw = isKnown ? schemas[options.source] : fail('source_not_configured');
      const tables = describeToys(...placesOf(defect.ignoresSchemas === true ? {} : options, raw ?? ''));
      return defect.describe?.(tables) ?? tables;
    },
    run: async () => (defect.writesForAnyDialect === true ? [] : fail('unknown_dialect')),
  };
}

/** A driver of a transformer of toys, on a warehouse that has one row in each table. */
export function createToyModelDriver(defect: ToyModelDefect = {}): ModelDriver {
  const plugin: TransformerPlugin = {
    specificationVersion: 'v1',
    name: defect.name ?? 'toy',
    configSchema: defect.configSchema ?? config,
    create: (options) => createToyTransformer(options as z.output<typeof config>, defect),
  };
  const tables = describeToys('TOY_MARTS', 'TOY_STAGING');
  const rowsOf = ({ columns }: DescribedTable): readonly QueryRow[] => {
    const row = Object.fromEntries(columns.map(({ name }) => [name, 'x']));
    return defect.rows?.(row) ?? [row];
  };
  const find = (name: string): DescribedTable => tables.find((table) => table.name === name)!;
  const open = (): Promise<ModelWarehouse<string>> => {
    let runs = 0;
    const warehouse = {
      load: () => Promise.resolve(),
      transform: async () => {
        runs += 1;
        const changedRows = runs === 1 || defect.restless === true ? 1 : 0;
        const entries = tables.map((table) => [
          table.name,
          { table: table.name, changedRows: Math.min(changedRows, rowsOf(table).length) },
        ]);
        return Object.fromEntries(entries) as object;
      },
      describe: () => tables,
      rows: async ({ name }: { readonly name: string }) => rowsOf(find(name)),
      staging: async (name: string) => rowsOf(find(name)),
      close: () => Promise.resolve(),
    };
    return Promise.resolve(warehouse as unknown as ModelWarehouse<string>);
  };
  const columns = ['toy_id', 'name'].map((name) => ({ name, required: true }));
  return {
    plugin,
    source: 'toy',
    published: [{ name: 'person', columns }],
    steps: [],
    open,
    records: { toys: [] },
  };
}
