import type { JsonValue } from '@etl/core';
import { conformRow } from './conform-row.js';
import type { MemoryDestination } from './memory-destination.js';
import { tableName, type RejectedRecord } from './memory-store.js';

/** All rows of a table, those marked deleted included; empty when there is no such table. */
export function readMemoryTable(
  destination: MemoryDestination,
  location: string,
  schema: string,
  table: string,
): Record<string, JsonValue>[] {
  const stored = destination.store(location).tables.get(tableName(schema, table));
  if (stored === undefined) return [];
  return [...stored.rows.values()].map((record) => ({
    ...conformRow(stored.table, record),
    _etl_deletion_evidence: record.evidence ?? null,
  }));
}

/** The dead letters of a store. */
export function readMemoryRejects(
  destination: MemoryDestination,
  location: string,
): readonly RejectedRecord[] {
  return destination.store(location).rejects;
}
