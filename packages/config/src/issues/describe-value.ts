const LONGEST = 60;
const CREDENTIALS_IN_URL = /(:\/\/)[^/?#\s]*@/g;
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** A value as an error may show it: short, on one line, without the credentials in an address. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a map';
  const shown = JSON.stringify(value).replace(CREDENTIALS_IN_URL, '$1***@');
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

/** The type of a value, for a value that must not be shown. */
export function describeType(value: unknown): string {
  return TYPE_WORDS[Array.isArray(value) ? 'array' : typeof value] ?? 'nothing';
}

/** A JSON type in the words of somebody who writes YAML. */
export function typeWords(type: string): string {
  return TYPE_WORDS[type === 'record' ? 'object' : type] ?? type;
}
