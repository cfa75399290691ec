import type { Field, Table } from '../contracts/table.js';
import { matchPlainMembers } from './plain-members.js';

/** The paths a table's identity hangs on, as a tree of keys. */
export interface FieldNode {
  /** As it stands between the quotes when it has no escapes. */
  readonly key: string;
  readonly children: FieldNode[];
  /** Index of the value wanted from here. */
  slot?: number;
  /** Whether this member is left out of the hash. */
  volatile: boolean;
  /** Members that are no children. */
  others: RegExp;
}

export interface FieldTree {
  readonly root: FieldNode;
  /** Slots of the primary key's fields, in order. */
  readonly keySlots: readonly number[];
  readonly versionSlot: number | undefined;
  readonly slots: number;
}

export function buildFieldTree(table: Table): FieldTree {
  const root = newNode('');
  let slots = 0;
  const slotOf = (name: string): number => (enter(root, findField(table, name).path).slot ??= slots++);
  const keySlots = table.primaryKey.map(slotOf);
  const versionSlot = table.version === undefined ? undefined : slotOf(table.version);
  for (const field of table.fields) {
    if (field.volatile === true) enter(root, field.path).volatile = true;
  }
  return { root, keySlots, versionSlot, slots };
}

export function findField(table: Table, name: string): Field {
  const field = table.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new RangeError(`Table ${table.name} has no field named ${name}.`);
  return field;
}

function enter(root: FieldNode, path: readonly string[]): FieldNode {
  let node = root;
  for (const key of path) {
    let child = node.children.find((candidate) => candidate.key === key);
    if (child === undefined) {
      child = newNode(key);
      node.children.push(child);
      node.others = matchPlainMembers(node.children.map((each) => each.key));
    }
    node = child;
  }
  return node;
}

function newNode(key: string): FieldNode {
  return { key, children: [], volatile: false, others: matchPlainMembers([]) };
}
