/**
 * What a column holds. The destination picks its own native type; the admitted texts are the same everywhere.
 *
 * - `string`: any scalar, as its text; an object or array, as its JSON text. Ids are always strings.
 * - `integer`: 64-bit signed whole number.
 * - `number`: 64-bit float.
 * - `decimal`: exact, up to 38 digits of which 9 are behind the point.
 * - `boolean`: JSON `true`/`false` or the texts `true`/`false`.
 * - `timestamp`: an instant; the text must carry an offset or `Z`.
 * - `date`: `YYYY-MM-DD`.
 * - `json`: any value, kept as JSON text.
 */
export type FieldType =
  'string' | 'integer' | 'number' | 'decimal' | 'boolean' | 'timestamp' | 'date' | 'json';

/** One column of a table and where its value stands in the record. */
export interface Field {
  /** Column name, snake_case. */
  readonly name: string;
  /** Keys from the record's root to the value, e.g. `['metaData', 'id']`. Two fields may read the same path. */
  readonly path: readonly string[];
  readonly type: FieldType;
  /** One sentence for the generated table documentation. */
  readonly description?: string;
  /** Personal data: names, e-mail addresses, phone numbers, speech. Masking transformers act on it. */
  readonly pii?: boolean;
  /**
   * Changes on every read without news, so it is left out of the change hash (Gong re-signs media URLs on every
   * request). The stored value is the one of the last change elsewhere in the record.
   */
  readonly volatile?: boolean;
  /** An empty text means that there is no value: the column is NULL, and nothing is wrong with it. */
  readonly emptyIsNull?: boolean;
  /**
   * `timestamp` only: the vendor also writes instants as whole milliseconds since 1970-01-01T00:00:00Z, in digits
   * (`1767225600000`, `1767225600000.0`).
   */
  readonly epochMilliseconds?: boolean;
}

/** A table that a stream fills. */
export interface Table {
  /** Table name without schema, snake_case. */
  readonly name: string;
  readonly description?: string;
  readonly fields: readonly Field[];
  /** Names of the fields that identify a record, at least one, each of type `string`. */
  readonly primaryKey: readonly string[];
  /**
   * Name of the field that orders versions of one record: an older version never replaces a newer one, whatever the
   * order of arrival (HubSpot's lagging index hands out stale rows). Type `timestamp` or `integer`.
   */
  readonly version?: string;
}
