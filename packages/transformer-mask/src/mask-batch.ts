import type { Checkpoint, Deletion, SweepCondition, Table } from '@etl/core';
import { pseudonymOf } from './mask-value.js';
import { sweepNeeds } from './plan/errors.js';
import { placeAt, type Place } from './plan/place.js';
import type { Pseudonymiser } from './pseudonymiser.js';

/** A table with what is done at each place of its records. */
export interface MaskedTable {
  readonly table: Table;
  readonly root: Place;
}

/** Masks a deletion's key as the key of its record is, also where the evidence repeats it. */
export function maskDeletion(
  { table, root }: MaskedTable,
  deletion: Deletion,
  pseudonymiser: Pseudonymiser,
): Deletion {
  let { evidence } = deletion;
  const key = deletion.key.map((text, index) => {
    const place = placeOfColumn(table, root, table.primaryKey[index]);
    if (place === undefined || place.rule === 'keep') return text;
    const pseudonym = pseudonymOf(place, text, pseudonymiser);
    if (text !== '') evidence = evidence.replaceAll(text, pseudonym);
    return pseudonym;
  });
  return { ...deletion, key, evidence };
}

/**
 * Masks the values by which a complete sweep says which rows it speaks for.
 *
 * @param find the masked table of a name, `undefined` for one that is left alone.
 * @throws ConfigError for a condition that says nothing about masked values, such as a range.
 */
export function maskCheckpoint(
  checkpoint: Checkpoint,
  find: (table: string) => MaskedTable | undefined,
  pseudonymiser: Pseudonymiser,
): Checkpoint {
  if (checkpoint.kind !== 'complete' || checkpoint.within.length === 0) return checkpoint;
  const masked = find(checkpoint.table);
  if (masked === undefined) return checkpoint;
  const within = checkpoint.within.map((condition) => maskCondition(masked, condition, pseudonymiser));
  return { ...checkpoint, within };
}

function maskCondition(
  { table, root }: MaskedTable,
  condition: SweepCondition,
  pseudonymiser: Pseudonymiser,
): SweepCondition {
  const { column } = condition;
  const place = placeOfColumn(table, root, column);
  const rule = place?.rule;
  if (rule === 'keep') return condition;
  if (place === undefined || !('equals' in condition) || (rule !== 'hash' && rule !== 'tokenise')) {
    throw sweepNeeds(table.name, column, rule);
  }
  return { column, equals: pseudonymOf(place, condition.equals, pseudonymiser) };
}

function placeOfColumn({ fields }: Table, root: Place, column: string | undefined): Place | undefined {
  const field = fields.find(({ name }) => name === column);
  return field && placeAt(root, field.path);
}
