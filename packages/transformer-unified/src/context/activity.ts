import type { DescribedColumn } from '@etl/core';
import type { SqlDialect } from '@etl/sql';
import { column } from '@etl/sql/models';
import type { UnifiedConfig } from '../config.js';

const KINDS = ['call', 'meeting', 'email', 'message'] as const;
const DAY = 86_400_000;

/** What is said of an entity's interactions, with the thresholds as they are configured. */
export function activityColumns({
  engagement_days: days,
  engagement_weights: weights,
  silent_after_days: silent,
}: UnifiedConfig): readonly DescribedColumn[] {
  const points = Object.entries(weights).map(([kind, weight]) => `${kind} ${weight}`);
  return [
    column('interaction_count', 'integer', 'Interactions on the timeline, whatever their kind.'),
    ...KINDS.map((kind) => column(`${kind}_count`, 'integer', `Of them, those of kind \`${kind}\`.`)),
    column('first_touch_at', 'timestamp', 'When the first call, meeting, e-mail or message began.'),
    column('last_touch_at', 'timestamp', 'When the last call, meeting, e-mail or message began.'),
    column(
      'silent_from',
      'timestamp',
      `${silent} days after the last touch: silent once this is past. Tables read no clock: compare it with now.`,
    ),
    column(
      'engagement',
      'number',
      `Points of the interactions of the ${days} days that end with the last touch: ${points.join(', ')}.`,
    ),
  ];
}

/** SELECT of `entity` and the columns, from a relation of interactions with `kind` and `started_at`. */
export function selectActivity(
  dialect: SqlDialect,
  config: UnifiedConfig,
  { entity, from }: { readonly entity: string; readonly from: string },
): string {
  const isTouch = `kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')})`;
  const counts = KINDS.map((kind) => `count(CASE WHEN kind = '${kind}' THEN 1 END) AS ${kind}_count`);
  const weights = Object.entries(config.engagement_weights).map(
    ([kind, weight]) => `WHEN '${kind}' THEN ${weight}`,
  );
  const shift = (days: number): string => dialect.addMilliseconds('last_touch_at', String(days * DAY));
  const isRecent = `started_at > ${shift(-config.engagement_days)} AND started_at <= last_touch_at`;
  return [
    `SELECT ${entity}, count(*) AS interaction_count, ${counts.join(', ')}, min(CASE WHEN ${isTouch} THEN started_at END) AS first_touch_at,`,
    `max(last_touch_at) AS last_touch_at, max(${shift(config.silent_after_days)}) AS silent_from,`,
    `CAST(coalesce(sum(CASE WHEN ${isRecent} THEN CASE kind ${weights.join(' ')} ELSE 0 END END), 0) AS ${dialect.columnTypes.number}) AS engagement`,
    `FROM (SELECT *, max(CASE WHEN ${isTouch} THEN started_at END) OVER (PARTITION BY ${entity}) AS last_touch_at FROM ${from} AS t) AS touched`,
    `GROUP BY ${entity}`,
  ].join('\n');
}
