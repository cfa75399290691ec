import type { Field, FieldType, JsonValue, Table } from '@etl/core';
import { canonicalJson, readExactPath, scalarText, type ExactValue } from '../json/exact-json.js';
import { isCalendarDate, parsePreciseInstant } from '../json/precise-instant.js';
import { readEpoch } from './read-epoch.js';
import type { StoredRecord } from './memory-store.js';

const ADMITTED: Readonly<Record<Exclude<FieldType, 'string' | 'json'>, (text: string) => boolean>> = {
  integer: (text) => /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text),
  number: (text) => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)),
  decimal: (text) => /^-?\d{1,29}(\.\d{1,9})?$/.test(text),
  boolean: (text) => text === 'true' || text === 'false',
  timestamp: (text) => parsePreciseInstant(text) !== undefined,
  date: isCalendarDate,
};

/** A column's value, or the text that does not fit it. */
type Conformed = { readonly value: JsonValue } | { readonly misfit: string };

/** The row a reader sees: one value per field, then the metadata columns. */
export function conformRow(table: Table, record: StoredRecord): Record<string, JsonValue> {
  const conformed = table.fields.map((field) => [field.name, conformField(field, record.value)] as const);
  const misfits = conformed.flatMap(([name, result]) =>
    'misfit' in result ? [[name, result.misfit] as const] : [],
  );
  return {
    ...Object.fromEntries(conformed.map(([name, result]) => [name, 'value' in result ? result.value : null])),
    _etl_run_id: record.runId,
    _etl_commit: record.commit,
    _etl_synced_at: new Date(record.syncedAt).toISOString(),
    _etl_deleted_at: record.deletedAt === undefined ? null : new Date(record.deletedAt).toISOString(),
    _etl_hash: record.hash,
    _etl_record: record.text,
    _etl_errors: misfits.length === 0 ? null : JSON.stringify(Object.fromEntries(misfits)),
  };
}

function conformField(field: Field, record: ExactValue): Conformed {
  const value = readExactPath(record, field.path);
  if (value === undefined || value === null) return { value: null };
  if (field.type === 'json') return { value: canonicalJson(value) };
  const text = scalarText(value);
  if (text === undefined) return { misfit: canonicalJson(value) };
  return field.type === 'string'
    ? { value: emptyToNull(field, text) }
    : conformTyped(field, field.type, text);
}

function emptyToNull({ emptyIsNull }: Field, text: string): string | null {
  return text === '' && emptyIsNull === true ? null : text;
}

function conformTyped(field: Field, type: keyof typeof ADMITTED, text: string): Conformed {
  if (emptyToNull(field, text) === null) return { value: null };
  const epoch = readEpoch(field, text);
  if (epoch !== undefined) return { value: epoch };
  if (!ADMITTED[type](text)) return { misfit: text };
  return { value: type === 'boolean' ? text === 'true' : text };
}
