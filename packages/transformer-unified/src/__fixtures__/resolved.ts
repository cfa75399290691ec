import { textOf, type Warehouse } from './warehouse.js';

/** Who is one, as sorted lists of `<source>/<id>`; participants that are nobody are left out. */
export async function readGroups(warehouse: Warehouse, realm = 'contact'): Promise<string[][]> {
  const rows = await warehouse.session.query(
    `SELECT entity_id, node FROM UNIFIED_STAGING.identity WHERE entity_id IS NOT NULL AND node LIKE '${realm}/%' AND node SIMILAR TO '.*/(person|interaction_participant|organization|opportunity)/.*' ORDER BY node`,
  );
  const byEntity = Object.groupBy(rows, ({ entity_id: id }) => textOf(id));
  return Object.values(byEntity)
    .map((group) => group!.map(({ node }) => textOf(node).replace(/^\w+\/(\w+)\/\w+\//, '$1/')))
    .sort();
}

/** The group that a record is in; none: it is nobody. */
export async function groupOf(warehouse: Warehouse, record: string, realm = 'contact'): Promise<string[]> {
  const groups = await readGroups(warehouse, realm);
  return groups.find((group) => group.includes(record)) ?? [];
}

/** Ids of contacts, companies or deals by record. */
export async function readIds(
  warehouse: Warehouse,
  realm = 'contact',
): Promise<Readonly<Record<string, string>>> {
  const rows = await warehouse.session.query(
    `SELECT entity_id, node FROM UNIFIED_STAGING.identity WHERE entity_id IS NOT NULL AND node LIKE '${realm}/%'`,
  );
  return Object.fromEntries(
    rows.map(({ node, entity_id: id }) => [textOf(node).replace(/^\w+\/(\w+)\/\w+\//, '$1/'), textOf(id)]),
  );
}
