import type { QueryRow, Transaction } from '@etl/core';
import { SYSTEM_SCHEMA } from '../loader/system-tables.js';
import { textOf } from '../loader/text-of.js';
import { quoteText } from '../quote.js';
import type { Model } from './model.js';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** What was built last, as `_etl.models` keeps it. */
export interface RegisteredModel {
  readonly transformer: string;
  readonly fingerprint: string;
}

/** How far an input has been followed. */
export interface InputPosition {
  /** Of the input's table; another one means that it was made anew. */
  readonly generation: number;
  /** Changes up to here are in the model: `_etl_commit` of a loaded table, number of a model's changes. */
  readonly watermark: number;
}

/** What stands in the destination, before anything is built. */
export class ModelCatalog {
  readonly #columns: ReadonlyMap<string, readonly string[]>;
  readonly #models: ReadonlyMap<string, RegisteredModel>;
  readonly #positions: ReadonlyMap<string, InputPosition>;

  private constructor(
    columns: readonly QueryRow[],
    models: readonly QueryRow[],
    inputs: readonly QueryRow[],
  ) {
    this.#columns = groupColumns(columns);
    this.#models = new Map(
      models.map((row) => [
        keyOf(row),
        { transformer: textOf(row, 'transformer'), fingerprint: textOf(row, 'fingerprint') },
      ]),
    );
    this.#positions = new Map(
      inputs.map((row) => [
        `${keyOf(row)} ${textOf(row, 'input')}`,
        { generation: Number(row.generation), watermark: Number(row.watermark) },
      ]),
    );
  }

  static async read(transaction: Transaction, models: readonly Model[]): Promise<ModelCatalog> {
    const tables = models.flatMap((model) => [model, ...Object.values(model.inputs)]);
    const listOf = (names: readonly string[]): string => [...new Set(names)].map(quoteText).join(', ');
    return new ModelCatalog(
      await transaction.rows(
        [
          'SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns',
          'WHERE table_catalog = current_database()',
          `AND table_schema IN (${listOf(tables.map(({ schema }) => schema))})`,
          `AND table_name IN (${listOf(tables.map(({ name }) => name))})`,
        ].join(' '),
      ),
      await transaction.rows(`SELECT * FROM ${SYSTEM_SCHEMA}.models`),
      await transaction.rows(`SELECT * FROM ${SYSTEM_SCHEMA}.model_inputs`),
    );
  }

  exists(table: TableName): boolean {
    return this.#columns.has(nameOf(table));
  }

  /** Each column as `name type`, sorted. */
  columnsOf(table: TableName): readonly string[] {
    return this.#columns.get(nameOf(table)) ?? [];
  }

  registered(model: TableName): RegisteredModel | undefined {
    return this.#models.get(nameOf(model));
  }

  /** `undefined` when the model has never read this input. */
  positionOf(model: TableName, input: string): InputPosition | undefined {
    return this.#positions.get(`${nameOf(model)} ${input}`);
  }
}

export function nameOf({ schema, name }: TableName): string {
  return `${schema}.${name}`;
}

function keyOf(row: QueryRow): string {
  return nameOf({ schema: textOf(row, 'table_schema'), name: textOf(row, 'table_name') });
}

function groupColumns(rows: readonly QueryRow[]): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const row of rows) {
    const column = `${textOf(row, 'column_name')} ${textOf(row, 'data_type')}`;
    grouped.set(keyOf(row), [...(grouped.get(keyOf(row)) ?? []), column]);
  }
  return new Map([...grouped].map(([name, columns]) => [name, columns.sort()]));
}
