import { quoteText } from '@etl/sql';
import { column, type Model, type ModelContext, type WorkStep } from '@etl/sql/models';
import type { UnifiedConfig } from '../config.js';
import type { Places } from '../places.js';
import { REALMS } from '../sql/keys.js';
import { ALL_PHASE, DISPUTE_TABLES, LAST_PHASE, settleDisputes, type DisputeTable } from './disputes.js';
import { findComponents, joinLabel } from './components.js';

const TABLES = {
  ...DISPUTE_TABLES,
  /** Claims that may join, as they are told. */
  told: { node: 'string', value_node: 'string', tier: 'integer', identity: 'string', claim_type: 'string' },
  /** Claimants and values, numbered by their keys, so that a lower number is an older id where ids rise. */
  node: { id: 'integer', key: 'string', rank: 'integer', identity: 'string' },
  edge: { tier: 'integer', a: 'integer', b: 'integer' },
  /** Where each number ended: its cluster, and its component before any dispute. */
  place: {
    id: 'integer',
    cluster: 'integer',
    family: 'integer',
    rank: 'integer',
    is_new_anchor: 'integer',
    is_new_head: 'integer',
  },
  /** Clusters that are somebody. */
  entity: { cluster: 'integer', anchor: 'integer', entity_id: 'string' },
  /** Numbers that are disputed. */
  contested: { id: 'integer', reason: 'string' },
} as const;

/** Ranks of nodes as anchors: an id that a record has, a record, an id told by others, an address, a participant. */
const CLAIMANT_RANK = "CASE WHEN node LIKE '%/interaction_participant/%' THEN 5 ELSE 2 END";
const VALUE_RANK =
  "CASE WHEN claim_type = 'record' THEN 2 WHEN identity IS NULL THEN 4 WHEN tier = 1 THEN 1 ELSE 3 END";
const PARTICIPANT = 5;
const RECORD = 2;

/**
 * Which claimants are one: connected components of claimants and the values they claim, without what would join two that
 * are somebody of their own. It is also the registry of ids: a cluster keeps the anchor, and so the id, that it has.
 */
export function identity(places: Places, config: UnifiedConfig): Model {
  return {
    schema: places.staging,
    name: 'identity',
    description: 'One row per claimant and per value that may join: which entity it is of.',
    primaryKey: ['node'],
    unit: ['node'],
    followedBy: ['node', 'entity_id'],
    columns: [
      column(
        'node',
        'string',
        'Realm, source, model and id of a claimant; or realm, type and value of a claim.',
      ),
      column('entity_id', 'string', 'Whom it is: contact_id, company_id or deal_id; NULL: undecided.'),
      column('is_anchor', 'boolean', 'Whether the id of the entity is made from this node.'),
      column(
        'family',
        'string',
        'The same for all that could have been one, where something was refused; NULL: nothing was.',
      ),
      column(
        'contested',
        'string',
        'Why it joins nothing or not everybody: `value`, `bridge` or `chain`; NULL: it does.',
      ),
    ],
    inputs: {
      links: {
        schema: places.staging,
        name: 'identity_link',
        kind: 'model',
        unit: (row) => [row('node')],
        concerns: ({ relation, column: changed, own }) => {
          const ends = `SELECT ${changed('node')} AS node FROM ${relation} AS c UNION SELECT ${changed('value_node')} AS node FROM ${relation} AS c`;
          const mates = ['entity_id', 'family'].map(
            (by) =>
              `SELECT node FROM ${own} WHERE ${by} IN (SELECT ${by} FROM concerned WHERE ${by} IS NOT NULL)`,
          );
          return [
            `SELECT node FROM (WITH ends AS (${ends}),`,
            `concerned AS (SELECT entity_id, family FROM ${own} WHERE node IN (SELECT node FROM ends))`,
            `${['SELECT node FROM ends', ...mates].join(' UNION ')}) AS family`,
          ].join('\n');
        },
      },
    },
    work: { tables: TABLES, steps: (context) => resolve(context, config) },
    select: selectIdentities,
  };
}

function resolve(context: ModelContext, config: UnifiedConfig): readonly WorkStep[] {
  const { rows, table, own } = context;
  const [told, node, edge] = [table('told'), table('node'), table('edge')];
  return [
    `INSERT INTO ${told} SELECT node, value_node, tier, identity, claim_type FROM ${rows('links')} AS l WHERE tier IS NOT NULL`,
    [
      `INSERT INTO ${node} SELECT row_number() OVER (ORDER BY length(key), key), key, min(rank), max(identity) FROM (`,
      `SELECT node AS key, ${CLAIMANT_RANK} AS rank, NULL AS identity FROM ${told}`,
      `UNION ALL SELECT value_node, ${VALUE_RANK}, identity FROM ${told}`,
      ') AS nodes GROUP BY key',
    ].join('\n'),
    [
      `INSERT INTO ${edge} SELECT min(l.tier), a.id, b.id FROM ${told} AS l`,
      `JOIN ${node} AS a ON a.key = l.node JOIN ${node} AS b ON b.key = l.value_node`,
      'WHERE l.node <> l.value_node GROUP BY a.id, b.id',
    ].join('\n'),
    ...findComponents({ table: (name) => table(name), phase: ALL_PHASE, edges: edge }),
    `INSERT INTO ${table('mark')} SELECT id, identity FROM ${node} WHERE identity IS NOT NULL`,
    ...config.never_merge.map((pair, index) => markPair(table, pair, index)),
    ...settleDisputes((name: DisputeTable) => table(name), edge),
    placeNodes(table, own),
    nameEntities(context),
    [
      `INSERT INTO ${table('contested')} SELECT id, min(reason) FROM (`,
      `SELECT CASE WHEN reason = 'bridge' THEN a ELSE b END AS id, reason FROM ${table('refusal')}) AS refused GROUP BY id`,
    ].join('\n'),
  ];
}

function markPair(table: (name: string) => string, pair: readonly string[], index: number): string {
  const keysOf = (record: string): string => {
    const [source = '', ...id] = record.split('/');
    const keys = Object.entries(REALMS).map(([kind, realm]) => `${realm}/${source}/${kind}/${id.join('/')}`);
    return keys.map(quoteText).join(', ');
  };
  const keys = pair.map(keysOf).join(', ');
  return `INSERT INTO ${table('mark')} SELECT id, 'never/${index}' FROM ${table('node')} WHERE key IN (${keys})`;
}

/** Components that nobody disputes stand as they are found first. */
function placeNodes(table: (name: string) => string, own: string): string {
  const label = table('label');
  return [
    `INSERT INTO ${table('place')}`,
    'SELECT n.id, CASE WHEN s.r IS NULL THEN coalesce(l.r, n.id) ELSE coalesce(d.r, n.id) END,',
    'coalesce(l.r, n.id), n.rank, CASE WHEN o.is_anchor THEN 0 ELSE 1 END, CASE WHEN o.is_head THEN 0 ELSE 1 END',
    `FROM ${table('node')} AS n`,
    joinLabel(label, 'l', ALL_PHASE, 'n.id'),
    `LEFT JOIN ${table('suspect')} AS s ON s.r = coalesce(l.r, n.id)`,
    joinLabel(label, 'd', LAST_PHASE, 'n.id'),
    `LEFT JOIN (SELECT node, is_anchor, family = node AS is_head FROM ${own} WHERE is_anchor OR family = node) AS o ON o.node = n.key`,
  ].join('\n');
}

/** Orders nodes as anchors in one number: what is anchor already, then rank, then the oldest. */
const ANCHOR_ORDER = 'is_new_anchor * 100000000000 + rank * 10000000000 + id';
/** The name of a family is kept as long as its head is in it, so that a new member does not rename all others. */
const HEAD_ORDER = 'is_new_head * 10000000000 + id';

/** A cluster is somebody when it has a record, or a value that joined; a participant alone is nobody yet. */
function nameEntities({ table, dialect }: ModelContext): string {
  return [
    `INSERT INTO ${table('entity')} SELECT a.cluster, a.anchor, ${dialect.hashOf(['k.key'])} FROM (`,
    `SELECT cluster, min(${ANCHOR_ORDER}) % 10000000000 AS anchor FROM ${table('place')} GROUP BY cluster`,
    `HAVING min(CASE WHEN rank = ${RECORD} THEN 0 ELSE 1 END) = 0 OR (count(*) > 1 AND min(rank) < ${PARTICIPANT})`,
    `) AS a JOIN ${table('node')} AS k ON k.id = a.anchor`,
  ].join('\n');
}

/** Families are told apart from entities only where there is a difference: texts of a million families need memory. */
function selectIdentities({ table }: ModelContext): string {
  const [place, node, suspect] = [table('place'), table('node'), table('suspect')];
  return [
    'SELECT n.key AS node, e.entity_id, coalesce(e.anchor = n.id, FALSE) AS is_anchor, f.family, c.reason AS contested',
    `FROM ${node} AS n JOIN ${place} AS p ON p.id = n.id`,
    `LEFT JOIN ${table('entity')} AS e ON e.cluster = p.cluster`,
    `LEFT JOIN ${table('contested')} AS c ON c.id = p.id`,
    `LEFT JOIN (SELECT m.number, k.key AS family FROM (SELECT family AS number, min(${HEAD_ORDER}) % 10000000000 AS first`,
    `FROM ${place} WHERE family IN (SELECT r FROM ${suspect}) GROUP BY family) AS m`,
    `JOIN ${node} AS k ON k.id = m.first) AS f ON f.number = p.family`,
  ].join('\n');
}
