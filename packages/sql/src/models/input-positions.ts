import type { Transaction } from '@etl/core';
import { buildNewGeneration, GENERATIONS } from '../generations.js';
import { SYSTEM_SCHEMA } from '../loader/system-tables.js';
import { textOf } from '../loader/text-of.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteTable, quoteText } from '../quote.js';
import { nameOf, type InputPosition, type ModelCatalog, type TableName } from './model-catalog.js';
import type { Model, ModelInput } from './model.js';
import { isTable } from './scratch-tables.js';

const NOWHERE: InputPosition = { generation: 0, watermark: 0 };

/**
 * Where the tables that models read stand now. Read before their rows are: what is committed meanwhile is looked at again
 * by the next run.
 */
export class InputPositions {
  readonly #positions: Map<string, InputPosition>;

  private constructor(positions: Map<string, InputPosition>) {
    this.#positions = positions;
  }

  static async read(
    transaction: Transaction,
    models: readonly Model[],
    catalog: ModelCatalog,
  ): Promise<InputPositions> {
    const inputs = models
      .flatMap((model) => Object.values(model.inputs))
      .filter((input) => catalog.exists(input));
    const distinct = new Map(inputs.map((input) => [nameOf(input), input]));
    if (distinct.size === 0) return new InputPositions(new Map());
    const rows = await transaction.rows([...distinct.values()].map(selectPosition).join('\nUNION ALL\n'));
    const positions = rows.map((row): [string, InputPosition] => [
      textOf(row, 'name'),
      { generation: Number(row.generation ?? 0), watermark: Number(row.watermark ?? 0) },
    ]);
    return new InputPositions(new Map(positions));
  }

  of(input: TableName): InputPosition {
    return this.#positions.get(nameOf(input)) ?? NOWHERE;
  }

  /** Gives a model whose table was made anew a generation of its own. */
  async renew(transaction: Transaction, model: Model): Promise<void> {
    for (const statement of buildNewGeneration(model.schema, model.name)) await transaction.update(statement);
    const [row] = await transaction.rows(
      `SELECT max(generation) AS generation FROM ${GENERATIONS} WHERE ${isTable(model)}`,
    );
    this.#positions.set(nameOf(model), { ...this.of(model), generation: Number(row?.generation) });
  }

  /** Changes of a model were logged under a number. */
  advance(model: Model, watermark: number): void {
    this.#positions.set(nameOf(model), { ...this.of(model), watermark });
  }
}

function selectPosition(input: ModelInput): string {
  const watermark =
    input.kind === 'loaded'
      ? `SELECT max(${METADATA_COLUMNS.commit}) FROM ${quoteTable(input.schema, input.name)}`
      : `SELECT max(number) FROM ${SYSTEM_SCHEMA}.model_changes WHERE ${isTable(input)}`;
  return [
    `SELECT ${quoteText(nameOf(input))} AS name,`,
    `(SELECT max(generation) FROM ${GENERATIONS} WHERE ${isTable(input)}) AS generation, (${watermark}) AS watermark`,
  ].join(' ');
}
