import type { Field, Table } from '@etl/core';
import type { MaskRule } from '../config.js';
import { conflictingRules, unknownColumn } from './errors.js';
import { parseRuleName, type RuleName } from './rule-name.js';

/** What is known of one place before it is decided what is done there. */
export interface Draft {
  readonly children: Map<string, Draft>;
  /** Columns that read it. */
  readonly fields: Field[];
  /** Whether a column by which rows are told apart is read here or further inside. */
  isNeeded: boolean;
  rule?: { readonly name: string; readonly rule: MaskRule; readonly each: boolean };
}

/**
 * Brings a table's columns and its rules into one tree of keys.
 *
 * @throws ConfigError when a rule names a column that the table has not, or two rules speak of one place.
 */
export function draftPlaces(table: Table, rules: Readonly<Record<string, MaskRule>>): Draft {
  const root = createDraft();
  for (const field of table.fields) {
    const isNeeded = table.primaryKey.includes(field.name) || field.name === table.version;
    enter(root, field.path, isNeeded).fields.push(field);
  }
  for (const [name, rule] of Object.entries(rules)) addRule(root, table, name, rule);
  return root;
}

function addRule(root: Draft, table: Table, name: string, rule: MaskRule): void {
  const parsed = parseRuleName(name);
  const path = parsed && findPath(table, parsed);
  if (parsed === undefined || path === undefined) throw unknownColumn(table, name);
  const draft = enter(root, path, false);
  const { each } = parsed;
  const before = draft.rule;
  if (before !== undefined && (before.rule !== rule || before.each !== each)) {
    throw conflictingRules(table, before.name, name);
  }
  draft.rule = { name, rule, each };
}

function findPath(table: Table, { column, path }: RuleName): readonly string[] | undefined {
  if (column === undefined) return path;
  const field = table.fields.find(({ name }) => name === column);
  return field && [...field.path, ...path];
}

function createDraft(): Draft {
  return { children: new Map(), fields: [], isNeeded: false };
}

function enter(root: Draft, path: readonly string[], isNeeded: boolean): Draft {
  let draft = root;
  for (const key of path) {
    let child = draft.children.get(key);
    if (child === undefined) {
      child = createDraft();
      draft.children.set(key, child);
    }
    child.isNeeded ||= isNeeded;
    draft = child;
  }
  return draft;
}
