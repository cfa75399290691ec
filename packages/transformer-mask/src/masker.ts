import type { Batch, RecordTransformer, Table, TableExtent } from '@etl/core';
import type { MaskConfig } from './config.js';
import { maskCheckpoint, maskDeletion, type MaskedTable } from './mask-batch.js';
import { RecordMasker } from './mask-record.js';
import { buildPlan } from './plan/build-plan.js';
import { unknownTable, unseenTable } from './plan/errors.js';
import { Pseudonymiser } from './pseudonymiser.js';

interface Plan extends MaskedTable {
  readonly records: RecordMasker;
}

/** Masks every batch before anything of it touches the disk. */
export class Masker implements RecordTransformer {
  readonly kind = 'record';
  readonly name = 'mask';
  readonly #config: MaskConfig;
  readonly #pseudonymiser: Pseudonymiser;
  readonly #plans = new Map<Table, Plan | undefined>();

  constructor(config: MaskConfig) {
    this.#config = config;
    this.#pseudonymiser = new Pseudonymiser({ key: config.key, ignoreEmailCase: config.ignore_email_case });
  }

  checkTables(tables: readonly Table[], { isComplete }: TableExtent): void {
    for (const table of tables) this.#planOf(table);
    if (!isComplete) return;
    for (const name of Object.keys(this.#config.tables)) {
      if (!tables.some((table) => table.name === name)) throw unknownTable(name, tables);
    }
  }

  transform(batch: Batch, table: Table): Batch {
    const plan = this.#planOf(table);
    const checkpoints = batch.checkpoints?.map((checkpoint) =>
      maskCheckpoint(checkpoint, (name) => this.#findPlan(name, table), this.#pseudonymiser),
    );
    const swept = checkpoints === undefined ? batch : { ...batch, checkpoints };
    if (plan === undefined) return swept;
    return {
      ...swept,
      records: batch.records.map((record) => plan.records.mask(record)),
      ...(batch.deletions && {
        deletions: batch.deletions.map((deletion) => maskDeletion(plan, deletion, this.#pseudonymiser)),
      }),
    };
  }

  #planOf(table: Table): Plan | undefined {
    if (this.#plans.has(table)) return this.#plans.get(table);
    const root = buildPlan(table, this.#config);
    const plan = root && { table, root, records: new RecordMasker(root, this.#pseudonymiser) };
    this.#plans.set(table, plan);
    return plan;
  }

  /** A sweep may end with a batch of another table of its stream. */
  #findPlan(name: string, near: Table): Plan | undefined {
    if (near.name === name) return this.#planOf(near);
    const table = [...this.#plans.keys()].find((known) => known.name === name);
    if (table === undefined) throw unseenTable(name);
    return this.#planOf(table);
  }
}
