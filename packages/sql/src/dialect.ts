import type { FieldType, Instant } from '@etl/core';

/**
 * What differs between databases. Everything else is written once, in SQL that all of them read alike.
 *
 * Parameters and results named `text`, `json` and so on are SQL expressions, not values.
 */
export interface SqlDialect {
  /** As `DestinationCapabilities.dialect`. */
  readonly name: string;
  /** Native type of each field type. */
  readonly columnTypes: Readonly<Record<FieldType, string>>;
  /** The same types as `information_schema` names them. */
  readonly describedTypes: Readonly<Record<FieldType, string>>;
  /** An instant as a literal. */
  readonly instant: (instant: Instant) => string;
  /** The scalars at `paths` as texts, objects and arrays as JSON text; one call, so that the record is parsed once. */
  readonly extractTexts: (json: string, paths: readonly (readonly string[])[]) => string;
  /** The values at `paths` as JSON texts, one call. */
  readonly extractJson: (json: string, paths: readonly (readonly string[])[]) => string;
  /** Element of such a list, counted from 0. */
  readonly listElement: (list: string, index: number) => string;
  /** Element of a JSON array of strings, counted from 0, as text. */
  readonly arrayText: (json: string, index: number) => string;
  /** A JSON string's text. */
  readonly jsonText: (json: string) => string;
  /** Whether an object in a JSON array has a member `name`; NULL for NULL. */
  readonly hasElementWith: (array: string, name: string) => string;
  /** A JSON array of texts, of columns. */
  readonly arrayOf: (columns: readonly string[]) => string;
  /** A JSON object as text, of columns by name, in this order. */
  readonly objectOf: (columns: Readonly<Record<string, string>>) => string;
  /** Whether the whole text matches a regular expression that all dialects read alike. */
  readonly matches: (text: string, pattern: string) => string;
  /** The text as a value of the column type, NULL where it is none. */
  readonly tryCast: (text: string, type: FieldType) => string;
  /**
   * A relation's rows, handed on so few at a time that the JSON of a batch fits in memory; `key` is a column that tells rows
   * apart, `json` the one with the JSON.
   */
  readonly inSmallBatches: (relation: string, key: string, json: string) => string;
  /** A record's own text as JSON that the database's functions take: a lone surrogate is U+FFFD, all else as it is. */
  readonly readableJson: (record: string) => string;
  /** A JSON scalar's text; NULL for an object, an array and JSON's null. */
  readonly scalarText: (json: string) => string;
  /** Whether a JSON value is an object. */
  readonly isObject: (json: string) => string;
  /** The JSON value as a JSON column holds it; NULL for JSON's null. */
  readonly jsonValue: (json: string) => string;
  /**
   * SELECT of the elements of the array at `path`: the columns `keep` of `from`, `value` (JSON text) and `position`
   * (from 0). What is no array has none.
   */
  readonly arrayElements: (options: ArrayElements) => string;
  /** The instant so many milliseconds later; NULL for NULL and for more than thirty years. */
  readonly addMilliseconds: (instant: string, milliseconds: string) => string;
  /** The text with every match of the pattern replaced. */
  readonly replaceMatches: (text: string, pattern: string, replacement: string) => string;
  /** How often the pattern matches in the text, one match behind the other. */
  readonly countMatches: (text: string, pattern: string) => string;
  /**
   * SELECT of the parts of a text between separators: the columns `keep` of `from`, `value` and `position` (from 0). Without
   * a separator the text is one part; NULL has none.
   */
  readonly splitText: (options: TextParts) => string;
  /** Aggregate: texts one behind the other, in the order of a column without NULLs. */
  readonly joinTexts: (text: string, order: string) => string;
  /** Sum of the whole numbers that the objects of a JSON array have under `name`; NULL where there is none. */
  readonly sumOfMembers: (array: string, name: string) => string;
  /** Condition that is true of one `number` below `count` for equal texts, and of about as many texts for each. */
  readonly isInSlice: (texts: readonly string[], number: number, count: number) => string;
  /** A hash in hexadecimal of texts, NULLs included, in their order. */
  readonly hashOf: (texts: readonly string[]) => string;
  /** The instant that lies this whole number of milliseconds after 1970-01-01T00:00:00Z, as a timestamp column holds it. */
  readonly epochMilliseconds: (integer: string) => string;
  /** `{"column":…,"reason":…,"value":…}`; the value is cut to `length` characters. */
  readonly errorEntry: (column: string, reason: string, value: string, length: number) => string;
  /** JSON array of the entries that are not NULL, followed by those of the JSON array text `more`; NULL when empty. */
  readonly errorArray: (entries: readonly string[], more: string) => string;
}

export interface ArrayElements {
  /** A relation for a FROM clause. */
  readonly from: string;
  /** Its columns that are passed on, quoted. */
  readonly keep: readonly string[];
  /** The JSON the array is in. */
  readonly json: string;
  readonly path: readonly string[];
}

export interface TextParts {
  /** A relation for a FROM clause. */
  readonly from: string;
  /** Its columns that are passed on, quoted. */
  readonly keep: readonly string[];
  /** The text, of its columns. */
  readonly text: string;
  readonly separator: string;
}
