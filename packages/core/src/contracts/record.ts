/** Any JSON value. Numbers that a 64-bit float cannot hold are {@link RawNumber}s. */
export type JsonValue = null | boolean | number | string | RawNumber | readonly JsonValue[] | JsonObject;

/** A JSON object as parsed. `__proto__` is an ordinary key. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A number kept as its own digits. `JSON.stringify` writes exactly those digits. */
export interface RawNumber {
  readonly rawJSON: string;
}

/**
 * One record as the vendor wrote it: JSON text, usually a slice of the page it came in.
 *
 * Most records travel from the page to the database without ever becoming JavaScript objects; call
 * `parseJson(record.text)` of `@etl/core/json` only where a value must be looked at.
 */
export interface SourceRecord {
  readonly text: string;
}
