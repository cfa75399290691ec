import type { WorkStep } from '@etl/sql/models';

/** Tables that connected components are found in; several findings share them, told apart by `phase`. */
export const COMPONENT_TABLES = {
  link: { phase: 'integer', round: 'integer', a: 'integer', b: 'integer' },
  head: { phase: 'integer', round: 'integer', a: 'integer', r: 'integer' },
  label: { phase: 'integer', round: 'integer', a: 'integer', r: 'integer' },
  /** Links of which one end follows its head. */
  half: { phase: 'integer', round: 'integer', r: 'integer', b: 'integer' },
  /** Findings with more edges than are held in memory at once. */
  large: { phase: 'integer', edges: 'integer' },
} as const;

export interface Components {
  readonly table: (name: keyof typeof COMPONENT_TABLES) => string;
  readonly phase: number;
  /** Relation of edges `a`, `b` between numbers from 1 up to 2^31. */
  readonly edges: string;
}

/** Edges from which on the joins of a round are done in parts, so that only a part of the heads is held in memory. */
const LARGE = 200_000;
const PARTS = 4;

/** A prime below 2^31, and a multiplier that scatters numbers which follow one another. */
const PRIME = 2_147_483_647;
const SCATTER = 1_327_217_885;

/** Another order of the numbers in each round, so that no chain of them is a long one in all rounds. */
function scattered(number: string, round: string): string {
  return `((${number} * (${SCATTER} + ${round} * 104729) + ${round} * 40503) % ${PRIME})`;
}

/**
 * Finds connected components: afterwards `label` has, in round 0, the component of each number that has an edge.
 *
 * In each round every number follows the least of its neighbours and itself, in an order of that round, and edges are drawn
 * anew between those followed. What is left shrinks by a share in each round, whatever the shape: a chain of a million takes
 * a few dozen rounds, a number with a million neighbours one. All rounds together cost a few times the first.
 */
export function findComponents(components: Components): readonly WorkStep[] {
  const { table, phase, edges } = components;
  const whenLarge = `INSERT INTO ${table('large')} SELECT ${phase}, count(*) FROM ${edges} AS e HAVING count(*) >= ${LARGE}`;
  return [{ when: whenLarge, then: findInParts(components, PARTS), otherwise: findInParts(components, 1) }];
}

function findInParts({ table, phase, edges }: Components, parts: number): readonly WorkStep[] {
  const [link, head, label, half] = [table('link'), table('head'), table('label'), table('half')];
  const lastRound = (of: string): string => `(SELECT max(round) FROM ${of} WHERE phase = ${phase})`;
  const order = (number: string): string => scattered(number, 'round');
  const follow = [
    `INSERT INTO ${head}`,
    `SELECT ${phase}, round, a, CASE WHEN min(${order('b')}) < min(${order('a')}) THEN min_by(b, ${order('b')}) ELSE a END`,
    `FROM ${link} WHERE phase = ${phase} AND round = ${lastRound(link)} AND round > coalesce(${lastRound(head)}, -1) GROUP BY round, a`,
  ].join('\n');
  // One end after the other: of two joins in one, a planner that takes the heads for few may pair them all with each other.
  const numbers = Array.from({ length: parts }, (_, index) => index);
  const part = (number: string, index: number): string => `${number} % ${parts} = ${index}`;
  const heads = (index: number): string =>
    `(SELECT a, r FROM ${head} WHERE phase = ${phase} AND round = ${lastRound(head)} AND ${part('a', index)})`;
  const followOne = numbers.map((index) =>
    [
      `INSERT INTO ${half} SELECT ${phase}, l.round, x.r, l.b`,
      `FROM (SELECT * FROM ${link} WHERE phase = ${phase} AND round = ${lastRound(head)} AND ${part('a', index)}) AS l`,
      `JOIN ${heads(index)} AS x ON x.a = l.a`,
    ].join('\n'),
  );
  const followOther = numbers.map((index) =>
    [
      `INSERT INTO ${link} SELECT DISTINCT ${phase}, l.round + 1, l.r, y.r`,
      `FROM (SELECT * FROM ${half} WHERE phase = ${phase} AND round = ${lastRound(head)} AND ${part('b', index)}) AS l`,
      `JOIN ${heads(index)} AS y ON y.a = l.b WHERE l.r <> y.r`,
    ].join('\n'),
  );
  const firstLabelled = `(SELECT min(round) FROM ${label} WHERE phase = ${phase})`;
  const goBack = [
    `INSERT INTO ${label} SELECT ${phase}, h.round, h.a, coalesce(f.r, h.r)`,
    `FROM (SELECT * FROM ${head} WHERE phase = ${phase} AND round = coalesce(${firstLabelled} - 1, ${lastRound(head)})) AS h`,
    `LEFT JOIN (SELECT a, r FROM ${label} WHERE phase = ${phase} AND round = ${firstLabelled}) AS f ON f.a = h.r`,
  ].join('\n');
  return [
    `INSERT INTO ${link} SELECT ${phase}, 0, a, b FROM ${edges} AS e WHERE a <> b UNION ALL SELECT ${phase}, 0, b, a FROM ${edges} AS e WHERE a <> b`,
    follow,
    { repeat: [...followOne, ...followOther, follow] },
    { repeat: [goBack] },
  ];
}

/** SQL of the component of a number, given that `l` is its label, if it has one. */
export function joinLabel(table: string, alias: string, phase: number, number: string): string {
  return `LEFT JOIN ${table} AS ${alias} ON ${alias}.phase = ${phase} AND ${alias}.round = 0 AND ${alias}.a = ${number}`;
}
