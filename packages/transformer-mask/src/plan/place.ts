import type { MaskRule } from '../config.js';

/** What is done at one place of a table's records: at a key path, with lists on the way passed through. */
export interface Place {
  readonly rule: MaskRule;
  /** Places of members that are not simply treated like the rest. */
  readonly children: ReadonlyMap<string, Place>;
  /** Of members without a place of their own. */
  readonly others: Place | undefined;
  /** Whether elements are masked one by one although none has members of its own to look for. */
  readonly each: boolean;
  /** Written by `redact`: fits the columns that read this place. */
  readonly redacted: string;
  /** Whether a column of the primary key is read from here, so that different values must stay different. */
  readonly isKey: boolean;
}

/** Where the value of `path` is treated: its own place, or `undefined` where it lies inside a value masked whole. */
export function placeAt(root: Place, path: readonly string[]): Place | undefined {
  let place = root;
  for (const key of path) {
    const next = place.children.get(key) ?? place.others;
    if (next === undefined) return place.rule === 'keep' ? place : undefined;
    place = next;
  }
  return place;
}
