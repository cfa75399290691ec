import type { Transaction } from '@etl/core';
import { SYSTEM_SCHEMA } from '../loader/system-tables.js';
import { textOf } from '../loader/text-of.js';
import { quoteNullable, quoteText } from '../quote.js';
import type { InputPosition, ModelCatalog } from './model-catalog.js';
import type { Model } from './model.js';
import { isTable } from './scratch-tables.js';

const MODELS = `${SYSTEM_SCHEMA}.models`;
const INPUTS = `${SYSTEM_SCHEMA}.model_inputs`;

export interface Registration {
  readonly model: Model;
  readonly transformer: string;
  /** The source the model speaks of, where it is one. */
  readonly source: string | undefined;
  readonly fingerprint: string;
  /** How far each of its inputs is followed now. */
  readonly positions: ReadonlyMap<string, InputPosition>;
  readonly runId: string;
}

/** Writes down what was built and how far its inputs were followed, where that is news. */
export async function registerModel(
  transaction: Transaction,
  catalog: ModelCatalog,
  registration: Registration,
): Promise<void> {
  const { model, transformer, source, fingerprint, positions, runId } = registration;
  const names = [model.schema, model.name].map(quoteText).join(', ');
  if (catalog.registered(model)?.fingerprint !== fingerprint) {
    const texts = [transformer, source, model.canonical, fingerprint, runId].map(quoteNullable).join(', ');
    await transaction.update(`DELETE FROM ${MODELS} WHERE ${isTable(model)}`);
    await transaction.update(`INSERT INTO ${MODELS} VALUES (${names}, ${texts})`);
  }
  for (const [input, { generation, watermark }] of positions) {
    const known = catalog.positionOf(model, input);
    if (known?.generation === generation && known.watermark === watermark) continue;
    const isInput = `${isTable(model)} AND input = ${quoteText(input)}`;
    await transaction.update(`DELETE FROM ${INPUTS} WHERE ${isInput}`);
    await transaction.update(
      `INSERT INTO ${INPUTS} VALUES (${names}, ${quoteText(input)}, ${generation}, ${watermark})`,
    );
  }
}

/** A table that publishes a canonical model. */
export interface PublishedModel {
  readonly schema: string;
  readonly name: string;
  /** The source it speaks of, as the configuration names it. */
  readonly source: string;
  /** Name of the canonical model. */
  readonly canonical: string;
}

/** Every table of the destination that publishes a canonical model, by source and model. */
export async function readPublishedModels(
  session: Pick<Transaction, 'rows'>,
): Promise<readonly PublishedModel[]> {
  const rows = await session.rows(
    `SELECT table_schema, table_name, source, canonical FROM ${MODELS} WHERE canonical IS NOT NULL AND source IS NOT NULL ORDER BY source, canonical, table_schema, table_name`,
  );
  return rows.map((row) => ({
    schema: textOf(row, 'table_schema'),
    name: textOf(row, 'table_name'),
    source: textOf(row, 'source'),
    canonical: textOf(row, 'canonical'),
  }));
}
