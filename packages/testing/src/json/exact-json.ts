/** A JSON number as it was written. */
export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** A JSON value in which no number has lost a digit. Independent of the code under test on purpose. */
export type ExactValue = null | boolean | string | ExactNumber | readonly ExactValue[] | ExactObject;

export interface ExactObject {
  readonly [key: string]: ExactValue;
}

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => ExactValue;

/** @throws SyntaxError when `text` is not JSON. */
export function parseExactJson(text: string): ExactValue {
  return parseWithSource(text, (_key, value, { source }) =>
    typeof value === 'number' ? new ExactNumber(source ?? String(value)) : value,
  );
}

/**
 * The same text for the same JSON value: keys in order, no spacing, numbers by decimal value, strings by code point;
 * `null` and missing differ.
 */
export function canonicalJson(value: ExactValue): string {
  if (value instanceof ExactNumber) return canonicalNumber(value.source);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isExactObject(value)) return canonicalObject(value);
  return JSON.stringify(value);
}

function canonicalObject(value: ExactObject): string {
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

export function isExactObject(value: ExactValue | undefined): value is ExactObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

/** Digits and power of ten, e.g. `-15e1` for `-150.0`, so that equal decimals have equal texts. */
export function canonicalNumber(source: string): string {
  const [mantissa = '', exponent = '0'] = source.toLowerCase().split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** The value at `path`, or undefined where any key on the way is missing. */
export function readExactPath(value: ExactValue, path: readonly string[]): ExactValue | undefined {
  let current: ExactValue | undefined = value;
  for (const key of path) {
    if (!isExactObject(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** A copy without the value at `path`. */
export function withoutPath(value: ExactValue, path: readonly string[]): ExactValue {
  const [key, ...rest] = path;
  if (key === undefined || !isExactObject(value) || !Object.hasOwn(value, key)) return value;
  const entries = Object.entries(value).flatMap(([name, item]): [string, ExactValue][] => {
    if (name !== key) return [[name, item]];
    return rest.length === 0 ? [] : [[name, withoutPath(item, rest)]];
  });
  return Object.fromEntries(entries);
}

/** A scalar as text, undefined for anything else and for `null`. */
export function scalarText(value: ExactValue | undefined): string | undefined {
  if (value instanceof ExactNumber) return value.source;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}
