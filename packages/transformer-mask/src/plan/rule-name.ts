const RECORD = '$';
const EACH = '*';

/** Where a rule of the configuration points. */
export interface RuleName {
  /** `undefined`: the path begins at the record itself. */
  readonly column: string | undefined;
  /** Keys from there. Lists on the way are passed through. */
  readonly path: readonly string[];
  /** Whether the elements of the list that stands there are meant, and not the list. */
  readonly each: boolean;
}

/**
 * Reads `column`, `column.key`, `column.*.key` and `$.key.key`; `undefined`: it is none of these.
 *
 * A `*` in the middle only makes plain that a list stands there: every list on the way is passed through.
 */
export function parseRuleName(name: string): RuleName | undefined {
  const [first = '', ...steps] = name.split('.');
  const path = steps.filter((step) => step !== EACH);
  if (first === '' || first === EACH || path.includes('')) return undefined;
  if (first === RECORD && path.length === 0) return undefined;
  return { column: first === RECORD ? undefined : first, path, each: steps.at(-1) === EACH };
}
