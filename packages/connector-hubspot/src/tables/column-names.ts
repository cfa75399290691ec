import { fingerprint } from '../config/fingerprint.js';

const SUFFIX_LENGTH = 6;

/** What a column is named after. */
export interface NamedThing {
  readonly name: string;
  /** As the vendor writes it; missing: older than anything. */
  readonly createdAt?: string | null | undefined;
}

/**
 * Column names for things of any name, snake_case and unique. Of two that come to the same, the older keeps it and the
 * other gets a suffix of its own, so that a newcomer renames nothing.
 */
export function nameColumns(
  things: readonly NamedThing[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const names = new Map<string, string>();
  for (const { name } of [...things].sort(byAge)) {
    const plain = toSnakeCase(name);
    const column = used.has(plain) ? `${plain}_${fingerprint(name, SUFFIX_LENGTH)}` : plain;
    used.add(column);
    names.set(name, column);
  }
  return names;
}

/** Lower-case letters, digits and single underscores, beginning with a letter. */
export function toSnakeCase(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (plain === '') return `p_${fingerprint(name, SUFFIX_LENGTH)}`;
  return /^[a-z]/.test(plain) ? plain : `p_${plain}`;
}

function byAge(left: NamedThing, right: NamedThing): number {
  const age = compareTexts(left.createdAt ?? '', right.createdAt ?? '');
  return age === 0 ? compareTexts(left.name, right.name) : age;
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
