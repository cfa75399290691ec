import type { Stream, Table } from '@etl/core';
import { requireThat } from '../check/conformance-check.js';
import {
  canonicalJson,
  isExactObject,
  parseExactJson,
  withoutPath,
  type ExactObject,
  type ExactValue,
} from '../json/exact-json.js';
import { identifyRecord } from '../memory-destination/identify-record.js';
import type { Vendor } from './connector-driver.js';
import type { Replay } from './replay.js';

/** @throws ConformanceViolation naming the first records that are missing, surplus or different. */
export function requireTruth(stream: Stream, replay: Replay, vendor: Vendor, when: string): void {
  const truth = vendor.truth();
  requireThat(
    replay.rejects().length === 0,
    () => `${when}, records without a key came out: ${firstOf(replay.rejects())}`,
  );
  for (const table of stream.tables) {
    const texts = truth[table.name];
    requireThat(texts !== undefined, () => `The driver's truth says nothing about table ${table.name}.`);
    requireTable(table, replay.live(table.name), texts, when);
  }
}

/** Like {@link requireTruth} for one table. */
export function requireTable(
  table: Table,
  live: ReadonlyMap<string, string>,
  texts: readonly string[],
  when: string,
): void {
  const expected = new Map(texts.map((text) => [keyOf(table, text), text]));
  const missing = [...expected.keys()].filter((key) => !live.has(key));
  const surplus = [...live.keys()].filter((key) => !expected.has(key));
  const say = (what: string, keys: readonly string[]) =>
    `${when}, table ${table.name} ${what} ${firstOf(keys)}`;
  requireThat(missing.length === 0, () =>
    say(`lacks ${missing.length} of ${expected.size} records:`, missing),
  );
  requireThat(surplus.length === 0, () =>
    say(`has ${surplus.length} records that the vendor does not show:`, surplus),
  );
  for (const [key, text] of expected) requireSameRecord(table, key, live.get(key) ?? '', text, when);
}

function requireSameRecord(table: Table, key: string, found: string, expected: string, when: string): void {
  const difference = findDifference(stable(table, found), stable(table, expected), []);
  requireThat(
    difference === undefined,
    () =>
      `${when}, record ${key} of table ${table.name} differs at ${difference?.join('.') ?? ''}: found ${found}, expected ${expected}`,
  );
}

function stable(table: Table, text: string): ExactValue {
  const volatile = table.fields.filter((field) => field.volatile === true);
  return volatile.reduce<ExactValue>((rest, field) => withoutPath(rest, field.path), parseExactJson(text));
}

/** The path of the first expected value that was not found; keys that are only in `found` are the connector's own. */
function findDifference(
  found: ExactValue | undefined,
  expected: ExactValue,
  path: readonly string[],
): readonly string[] | undefined {
  if (isExactObject(expected) && isExactObject(found)) return findMemberDifference(found, expected, path);
  const isSame = found !== undefined && canonicalJson(found) === canonicalJson(expected);
  return isSame ? undefined : path;
}

function findMemberDifference(
  found: ExactObject,
  expected: ExactObject,
  path: readonly string[],
): readonly string[] | undefined {
  for (const [key, value] of Object.entries(expected)) {
    const member = Object.hasOwn(found, key) ? found[key] : undefined;
    const difference = findDifference(member, value, [...path, key]);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function keyOf(table: Table, text: string): string {
  const record = identifyRecord(table, text);
  requireThat(
    'key' in record,
    () => `The driver's truth for table ${table.name} has a record without a key: ${text}`,
  );
  return JSON.stringify(record.key);
}

function firstOf(items: readonly string[]): string {
  return `${items.slice(0, 3).join(', ')}${items.length > 3 ? ', …' : '.'}`;
}
