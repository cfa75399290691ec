import type { SourceRecord } from '../contracts/record.js';

/**
 * Puts a record under `key`, next to values that the request knows and the record does not:
 * `{"channel":"C1","message":<the record as it came>}`. `key` must not be one of the values' names.
 */
export function wrapRecord(
  values: Readonly<Record<string, string>>,
  key: string,
  record: SourceRecord,
): SourceRecord {
  const members = Object.entries(values).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  return { text: `{${[...members, `${JSON.stringify(key)}:${record.text}`].join(',')}}` };
}
