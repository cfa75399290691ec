import type { WorkStep } from '@etl/sql/models';
import { COMPONENT_TABLES, findComponents, joinLabel } from './components.js';

/** Tables in which it is decided what does not join. */
export const DISPUTE_TABLES = {
  ...COMPONENT_TABLES,
  /** Numbers with what says that they are somebody of their own: of two cores, the same key says two. */
  mark: { id: 'integer', key: 'string' },
  /** Components in which one key has several numbers. */
  suspect: { r: 'integer' },
  /** Their edges. */
  dispute: { tier: 'integer', a: 'integer', b: 'integer' },
  /** What clusters are marked with, before a tier joins them. */
  holding: { tier: 'integer', cluster: 'integer', key: 'string', core: 'integer' },
  /** Edges of a tier, with the clusters that they would join. */
  bond: { tier: 'integer', a: 'integer', b: 'integer', ca: 'integer', cb: 'integer' },
  refusal: { tier: 'integer', a: 'integer', b: 'integer', reason: 'string' },
} as const;

export type DisputeTable = keyof typeof DISPUTE_TABLES;

/** Everything, before any dispute. */
export const ALL_PHASE = 0;
const TIERS = [1, 2, 3, 4] as const;
/** Of a tier: joined as far as values allow, and joined as it stands. */
const tentative = (tier: number): number => tier * 2 - 1;
const settled = (tier: number): number => tier * 2;
/** Nothing is joined yet. */
const NO_PHASE = 99;
export const LAST_PHASE = settled(4);

type TableOf = (name: DisputeTable) => string;

/**
 * Decides which edges of suspect components do not join, tier by tier: what earlier tiers joined stands. `value`: it would
 * join two; `bridge`: who says it has such values of two; `chain`: neither is to blame, so all that this tier would join
 * there stays apart.
 */
export function settleDisputes(table: TableOf, edges: string): readonly WorkStep[] {
  const [suspect, label] = [table('suspect'), table('label')];
  const findSuspects = [
    `INSERT INTO ${suspect} SELECT DISTINCT r FROM (`,
    `SELECT coalesce(l.r, m.id) AS r, m.key FROM ${table('mark')} AS m ${joinLabel(label, 'l', ALL_PHASE, 'm.id')}`,
    'GROUP BY coalesce(l.r, m.id), m.key HAVING count(*) > 1) AS several',
  ].join('\n');
  const findDisputes = [
    `INSERT INTO ${table('dispute')} SELECT e.tier, e.a, e.b FROM ${edges} AS e`,
    `JOIN ${label} AS l ON l.phase = ${ALL_PHASE} AND l.round = 0 AND l.a = e.a JOIN ${suspect} AS s ON s.r = l.r`,
  ].join('\n');
  return [{ when: findSuspects, then: [findDisputes, ...TIERS.map((tier) => settleTier(table, tier))] }];
}

/** A tier that joins nothing leaves everything as it was; one without chains settles what it joined tentatively. */
function settleTier(table: TableOf, tier: number): WorkStep {
  const before = tier === 1 ? NO_PHASE : settled(tier - 1);
  const allowed = `(SELECT a, b FROM ${table('dispute')} AS d WHERE tier <= ${tier} AND NOT EXISTS (SELECT 1 FROM ${table('refusal')} AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b))`;
  const components = (phase: number): readonly WorkStep[] => findComponents({ table, phase, edges: allowed });
  const settleAs = (phase: number): string =>
    `INSERT INTO ${table('label')} SELECT ${settled(tier)}, 0, a, r FROM ${table('label')} AS l WHERE phase = ${phase} AND round = 0`;
  return {
    when: gatherBonds(table, tier, before),
    then: [
      gatherHoldings(table, tier, before),
      refuseTornValues(table, tier),
      refuseBridges(table, tier, before),
      ...components(tentative(tier)),
      {
        when: refuseChains(table, tier),
        then: components(settled(tier)),
        otherwise: [settleAs(tentative(tier))],
      },
    ],
    otherwise: [settleAs(before)],
  };
}

/**
 * A mark's core is what exact ids have joined. What ids join is one, whatever its marks: only a veto keeps it apart, and a
 * participant that names two records of one kind.
 */
function gatherHoldings(table: TableOf, tier: number, before: number): string {
  const label = table('label');
  const core = tier === 1 ? 'm.id' : 'coalesce(c.r, m.id)';
  return [
    `INSERT INTO ${table('holding')} SELECT DISTINCT ${tier}, coalesce(l.r, m.id), m.key, ${core} FROM ${table('mark')} AS m`,
    joinLabel(label, 'l', before, 'm.id'),
    joinLabel(label, 'c', settled(Math.min(tier - 1, 2)), 'm.id'),
    `JOIN ${label} AS whole ON whole.phase = ${ALL_PHASE} AND whole.round = 0 AND whole.a = m.id JOIN ${table('suspect')} AS s ON s.r = whole.r`,
    ...(tier === 1 ? [`WHERE ${IS_VETO('m')}`] : []),
  ].join('\n');
}

function gatherBonds(table: TableOf, tier: number, before: number): string {
  const label = table('label');
  return [
    `INSERT INTO ${table('bond')} SELECT d.tier, d.a, d.b, coalesce(x.r, d.a), coalesce(y.r, d.b) FROM ${table('dispute')} AS d`,
    joinLabel(label, 'x', before, 'd.a'),
    joinLabel(label, 'y', before, 'd.b'),
    `WHERE d.tier = ${tier} AND NOT EXISTS (SELECT 1 FROM ${table('refusal')} AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)`,
  ].join('\n');
}

const IS_VETO = (alias: string): string => `${alias}.key LIKE 'never/%'`;

/** SQL that a mark keeps clusters of a tier apart. */
function keepsApart(tier: number, alias: string): string {
  return tier <= 2 ? IS_VETO(alias) : 'TRUE';
}

/** What a tier's values touch: the marks of those who claim them, and of the cluster the value itself is in. */
function selectTouched(table: TableOf, tier: number, bonds: string): string {
  const holding = `${table('holding')} AS h ON h.tier = ${tier}`;
  return [
    `SELECT e.b, h.key, h.core, 0 AS is_own FROM ${bonds} AS e JOIN ${holding} AND h.cluster = e.ca`,
    `UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM ${bonds} AS e JOIN ${holding} AND h.cluster = e.cb`,
  ].join('\n');
}

/** A value that belongs to one already is refused to others only; one that is nobody's yet, to all who claim it. */
function refuseTornValues(table: TableOf, tier: number): string {
  const bonds = `(SELECT * FROM ${table('bond')} WHERE tier = ${tier})`;
  return [
    `INSERT INTO ${table('refusal')} SELECT DISTINCT e.tier, e.a, e.b, 'value' FROM ${bonds} AS e`,
    'JOIN (SELECT b, key, max(CASE WHEN is_own = 1 THEN core END) AS owner FROM (',
    selectTouched(table, tier, bonds),
    `) AS touched WHERE ${keepsApart(tier, 'touched')} GROUP BY b, key HAVING count(DISTINCT core) > 1) AS torn ON torn.b = e.b`,
    `LEFT JOIN ${table('holding')} AS h ON h.tier = ${tier} AND h.cluster = e.ca AND h.key = torn.key`,
    'WHERE torn.owner IS NULL OR h.core <> torn.owner',
  ].join('\n');
}

/** Whoever has values of two is neither: what it says joins nothing, in this tier and in later ones. */
function refuseBridges(table: TableOf, tier: number, before: number): string {
  const refused = `(SELECT 1 FROM ${table('refusal')} AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)`;
  const bonds = `(SELECT * FROM ${table('bond')} AS e WHERE tier = ${tier} AND NOT EXISTS ${refused})`;
  return [
    `INSERT INTO ${table('refusal')} SELECT e.tier, e.a, e.b, 'bridge' FROM ${table('dispute')} AS e`,
    joinLabel(table('label'), 'x', before, 'e.a'),
    'JOIN (SELECT DISTINCT cluster FROM (SELECT ca AS cluster, key FROM (',
    `SELECT e.ca, v.key, v.core FROM ${bonds} AS e JOIN (`,
    selectTouched(table, tier, bonds),
    ') AS v ON v.b = e.b',
    ') AS reached GROUP BY ca, key HAVING count(DISTINCT core) > 1) AS torn) AS bridge ON bridge.cluster = coalesce(x.r, e.a)',
    `WHERE e.tier >= ${tier} AND NOT EXISTS ${refused}`,
  ].join('\n');
}

function refuseChains(table: TableOf, tier: number): string {
  const label = table('label');
  return [
    `INSERT INTO ${table('refusal')} SELECT e.tier, e.a, e.b, 'chain' FROM ${table('bond')} AS e`,
    joinLabel(label, 'l', tentative(tier), 'e.a'),
    'JOIN (SELECT DISTINCT r FROM (SELECT coalesce(l.r, h.cluster) AS r, h.key',
    `FROM ${table('holding')} AS h ${joinLabel(label, 'l', tentative(tier), 'h.cluster')}`,
    `WHERE h.tier = ${tier} AND ${keepsApart(tier, 'h')} GROUP BY coalesce(l.r, h.cluster), h.key HAVING count(DISTINCT h.core) > 1) AS torn) AS chained ON chained.r = coalesce(l.r, e.a)`,
    `WHERE e.tier = ${tier} AND NOT EXISTS (SELECT 1 FROM ${table('refusal')} AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)`,
  ].join('\n');
}
