import { parseJson, removeWhitespace } from '@etl/core/json';
import type { Place } from './plan/place.js';
import type { Pseudonymiser } from './pseudonymiser.js';

const NULL = 'null';

/** The JSON text to write instead of `value`, which stands at `place`; `undefined`: the value is to be taken out. */
export function maskValue(place: Place, value: string, pseudonymiser: Pseudonymiser): string | undefined {
  if (place.rule === 'keep') return value;
  const isNull = value === NULL;
  if (place.rule === 'drop') return isNull && place.children.size > 0 ? value : undefined;
  if (isNull) return value;
  return place.rule === 'redact' ? place.redacted : pseudonymise(place, value, pseudonymiser);
}

function pseudonymise(place: Place, value: string, pseudonymiser: Pseudonymiser): string {
  const text = textOf(value);
  // A key that could not identify a record must not become one that does.
  if (place.isKey && text?.isWellFormed() !== true) return NULL;
  return `"${pseudonymOf(place, text ?? removeWhitespace(value), pseudonymiser)}"`;
}

/** What stands for `text` at a place that is hashed or tokenised. */
export function pseudonymOf({ rule, isKey }: Place, text: string, pseudonymiser: Pseudonymiser): string {
  return rule === 'hash' ? pseudonymiser.hash(text, isKey) : pseudonymiser.tokenise(text, isKey);
}

/** The text of a scalar as a column of type `string` would hold it; `undefined` for an object or list. */
function textOf(value: string): string | undefined {
  if (value.startsWith('{') || value.startsWith('[')) return undefined;
  if (!value.startsWith('"')) return value;
  if (!value.includes('\\')) return value.slice(1, -1);
  const text = parseJson(value);
  return typeof text === 'string' ? text : undefined;
}
