/** HubSpot's interactions: the table, the source's word for one record, and what the canonical model calls it. */
export const INTERACTION_KINDS = [
  { table: 'calls', type: 'call', kind: 'call' },
  { table: 'meetings', type: 'meeting', kind: 'meeting' },
  { table: 'emails', type: 'email', kind: 'email' },
  { table: 'communications', type: 'communication', kind: 'message' },
  { table: 'notes', type: 'note', kind: 'note' },
  { table: 'tasks', type: 'task', kind: 'task' },
] as const;

export type InteractionTable = (typeof INTERACTION_KINDS)[number]['table'];

/** All records that canonical models have rows for: the model, and the word for one. */
const CANONICAL = [
  { table: 'contacts', type: 'contact', model: 'person' },
  { table: 'companies', type: 'company', model: 'organization' },
  { table: 'deals', type: 'deal', model: 'opportunity' },
  ...INTERACTION_KINDS.map(({ table, type }) => ({ table, type, model: 'interaction' })),
];

/** SQL of the canonical model that has the records of a table; NULL where none has. */
export function canonicalModelOf(table: string): string {
  return chooseByTable(table, CANONICAL, ({ model }) => model);
}

/** SQL of the word for one record of a table; NULL where no canonical model has it. */
export function recordTypeOf(table: string): string {
  return chooseByTable(table, CANONICAL, ({ type }) => type);
}

/** SQL of the id of an interaction; NULL where the table has none. */
export function interactionIdOf(table: string, id: string): string {
  return `${chooseByTable(table, INTERACTION_KINDS, ({ type }) => type)} || ':' || ${id}`;
}

function chooseByTable<Kind extends { readonly table: string }>(
  table: string,
  kinds: readonly Kind[],
  choose: (kind: Kind) => string,
): string {
  const cases = kinds.map((kind) => `WHEN '${kind.table}' THEN '${choose(kind)}'`);
  return `CASE ${table} ${cases.join(' ')} END`;
}
