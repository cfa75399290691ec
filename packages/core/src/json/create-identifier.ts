import { hash } from 'node:crypto';
import type { SourceRecord } from '../contracts/record.js';
import type { Table } from '../contracts/table.js';
import { buildFieldTree, findField } from './field-tree.js';
import { normaliseVersion } from './normalise-version.js';
import { decodeString } from './object-members.js';
import { RecordWalk } from './record-walk.js';
import { removeWhitespace } from './remove-whitespace.js';

/** What tells records, and states of one record, apart. */
export interface RecordIdentity {
  /**
   * Values of the primary key's fields as text, in the order of `Table.primaryKey`; `undefined` when one is missing, null,
   * an object or array, or holds a lone surrogate, which no database can store.
   */
  readonly key: readonly string[] | undefined;
  /**
   * Text whose order is the versions' order: UTC with nine digits behind the second, or a padded integer. `undefined` when
   * the table has no version or the record no valid one.
   */
  readonly version: string | undefined;
  /** 32 hexadecimal digits over the record without its spacing and without its volatile fields. */
  readonly hash: string;
}

const HASH_LENGTH = 32;

/**
 * Returns a function that identifies records of `table`. Pass the table with all its fields: a volatile field left out
 * by a selection would count as a change. Volatile fields are found along keys of objects, not inside arrays.
 *
 * Expects a record that `prepareRecord` let through; on anything else it does not throw, but means nothing. Of duplicate
 * keys the last one counts, as with `JSON.parse`.
 */
export function createIdentifier(table: Table): (record: SourceRecord) => RecordIdentity {
  const tree = buildFieldTree(table);
  const walk = new RecordWalk(tree.root, tree.slots);
  const versionField = table.version === undefined ? undefined : findField(table, table.version);
  return ({ text }) => {
    walk.run(text);
    const version = tree.versionSlot === undefined ? undefined : scalarText(walk.value(tree.versionSlot));
    return {
      key: keyTexts(tree.keySlots, walk),
      version: version && versionField && normaliseVersion(version, versionField),
      hash: hash('sha256', hashedText(walk), 'hex').slice(0, HASH_LENGTH),
    };
  };
}

function hashedText(walk: RecordWalk): string {
  const text = walk.withoutVolatile();
  return walk.isCompact ? text : removeWhitespace(text);
}

function keyTexts(slots: readonly number[], walk: RecordWalk): string[] | undefined {
  const texts: string[] = [];
  for (const slot of slots) {
    const text = scalarText(walk.value(slot));
    if (text?.isWellFormed() !== true) return undefined;
    texts.push(text);
  }
  return texts;
}

/** The text of a string, number or boolean. */
function scalarText(json: string | undefined): string | undefined {
  if (json === undefined || json === 'null') return undefined;
  if (json.startsWith('"')) return decodeString(json);
  return json.startsWith('{') || json.startsWith('[') ? undefined : json;
}
