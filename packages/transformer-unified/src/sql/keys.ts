import { quoteText } from '@etl/sql';

/** What is resolved apart: nodes of two realms are never joined. */
export type Realm = 'contact' | 'company' | 'deal';

/** Canonical models whose rows are resolved, and the realm each is of. */
export const REALMS = {
  person: 'contact',
  interaction_participant: 'contact',
  organization: 'company',
  opportunity: 'deal',
} as const satisfies Record<string, Realm>;

/** SQL of a record's key over all sources: `<source>/<model>/<id>`. */
export function recordKey(source: string, kind: string, id: string): string {
  return `${source} || ${quoteText(`/${kind}/`)} || ${id}`;
}

/** SQL of a record's node: its realm before its key. */
export function recordNode(source: string, kind: keyof typeof REALMS, id: string): string {
  return `${quoteText(`${REALMS[kind]}/`)} || ${recordKey(source, kind, id)}`;
}

/** SQL of the realm that claimants of a kind are resolved in. */
export function realmOf(kind: string): string {
  const cases = Object.entries(REALMS).map(([model, realm]) => `WHEN ${quoteText(model)} THEN '${realm}'`);
  return `CASE ${kind} ${cases.join(' ')} END`;
}

/** SQL that a text is one of a list. */
export function isOneOf(text: string, list: readonly string[]): string {
  return list.length === 0 ? 'FALSE' : `${text} IN (${list.map(quoteText).join(', ')})`;
}

/** SQL of the source and the id in a record's node, in this order. */
export function partsOfNode(node: string): readonly [string, string] {
  const part = (number: number): string => `split_part(${node}, '/', ${number})`;
  const before = [1, 2, 3].map((number) => `length(${part(number)})`).join(' + ');
  return [part(2), `substr(${node}, ${before} + 4)`];
}
