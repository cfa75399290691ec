import type { Field, Table } from '@etl/core';
import type { MaskConfig, MaskRule } from '../config.js';
import { draftPlaces, type Draft } from './draft.js';
import { keyNeeded, textNeeded, versionNeeded } from './errors.js';
import { placeAt, type Place } from './place.js';

/** What is done at a place, and whether somebody wrote so for it or for something around it. */
interface Mandate {
  readonly rule: MaskRule;
  readonly isExplicit: boolean;
}

const REDACTED_TEXT = '"[redacted]"';
const REDACTED_OTHER = 'null';
const NO_CHILDREN: ReadonlyMap<string, Place> = new Map();

/**
 * Decides what is done at each place of a table's records, or `undefined` where the configuration leaves the table alone.
 *
 * A rule of the configuration beats a column's mark and holds for all that lies inside, up to the next rule. A mark holds up
 * to the next column. `keep` spares its own column: marked columns inside it are still masked.
 *
 * @throws ConfigError when a rule does not fit the table.
 */
export function buildPlan(table: Table, config: MaskConfig): Place | undefined {
  const rules = Object.hasOwn(config.tables, table.name) ? (config.tables[table.name] ?? {}) : {};
  const undeclared = config.undeclared ?? (config.pii === undefined ? 'keep' : 'drop');
  const draft = draftPlaces(table, rules);
  if (config.pii === undefined && undeclared === 'keep' && Object.keys(rules).length === 0) return undefined;
  const root = new PlanBuilder(table, config.pii).buildRoot(draft, undeclared);
  checkNeeded(table, root);
  return root;
}

class PlanBuilder {
  readonly #table: Table;
  readonly #pii: MaskRule;

  constructor(table: Table, pii: MaskRule | undefined) {
    this.#table = table;
    this.#pii = pii ?? 'keep';
  }

  buildRoot(draft: Draft, undeclared: MaskRule): Place {
    return this.#build(draft, this.#mandateOf(draft, { rule: undeclared, isExplicit: false }));
  }

  #build(draft: Draft, mandate: Mandate): Place {
    const children = this.#buildChildren(draft, mandate);
    const { fields, rule } = draft;
    return {
      rule: mandate.rule,
      children,
      others: children.size === 0 ? undefined : createLeaf(mandate.rule),
      each: rule?.each ?? false,
      redacted: fields.every(isTextual) ? REDACTED_TEXT : REDACTED_OTHER,
      isKey: fields.some(({ name }) => this.#table.primaryKey.includes(name)),
    };
  }

  #buildChildren(draft: Draft, inherited: Mandate): Map<string, Place> {
    const children = new Map<string, Place>();
    for (const [key, child] of draft.children) {
      const mandate = this.#mandateOf(child, inherited);
      const place = this.#build(child, mandate);
      if (child.isNeeded || isOfItsOwn(place, mandate, inherited)) children.set(key, place);
    }
    return children;
  }

  #mandateOf({ rule, fields }: Draft, inherited: Mandate): Mandate {
    const isCovered = inherited.isExplicit && inherited.rule !== 'keep';
    if (rule === undefined && (isCovered || fields.length === 0)) return inherited;
    const isPersonal = fields.some(({ pii }) => pii === true);
    const own = rule?.rule ?? (isPersonal ? this.#pii : 'keep');
    this.#requireText(fields, own);
    return { rule: own, isExplicit: rule !== undefined };
  }

  #requireText(fields: readonly Field[], rule: MaskRule): void {
    if (rule !== 'hash' && rule !== 'tokenise') return;
    const field = fields.find((candidate) => !isTextual(candidate) && candidate.name !== this.#table.version);
    if (field !== undefined) throw textNeeded(this.#table, field, rule);
  }
}

function isTextual({ type }: Field): boolean {
  return type === 'string' || type === 'json';
}

/** Whether a place must be looked for inside its parent, because treating the parent whole would not do the same. */
function isOfItsOwn(place: Place, mandate: Mandate, inherited: Mandate): boolean {
  if (place.children.size > 0 || mandate.rule !== inherited.rule || place.each) return true;
  if (mandate.rule === 'keep' || mandate.rule === 'drop') return false;
  return mandate !== inherited;
}

function createLeaf(rule: MaskRule): Place {
  return {
    rule,
    children: NO_CHILDREN,
    others: undefined,
    each: false,
    redacted: REDACTED_TEXT,
    isKey: false,
  };
}

/** Without its key a record has no row, without its version it cannot be told from a stale one. */
function checkNeeded(table: Table, root: Place): void {
  for (const { name, path } of table.fields) {
    const rule = placeAt(root, path)?.rule ?? 'drop';
    if (rule === 'keep') continue;
    if (name === table.version) throw versionNeeded(table, name, rule);
    const isMaskable = rule === 'hash' || rule === 'tokenise';
    if (table.primaryKey.includes(name) && !isMaskable) throw keyNeeded(table, name, rule);
  }
}
