import type { Page } from '@etl/connector-kit';
import type { Batch, SourceRecord } from '@etl/core';
import { splitPage } from '@etl/core/json';

/** A page's items, each turned into the record of its table. */
export function buildBatch(
  table: string,
  { records, fetched }: Pick<Page, 'records' | 'fetched'>,
  wrap: (record: SourceRecord) => SourceRecord = (record) => record,
): Batch {
  return { kind: 'batch', table, records: records.map(wrap), fetched };
}

/**
 * The elements of the list at `key` inside an item, as they came; none when it is missing or null. An item that is no
 * object, or has something else there, is returned itself: without a key it becomes a dead letter and not nothing.
 */
export function splitItem(item: SourceRecord, key: string): readonly SourceRecord[] {
  try {
    const { items, envelope } = splitPage(item.text, [key]);
    return items ?? ((envelope[key] ?? null) === null ? [] : [item]);
  } catch {
    return [item];
  }
}
