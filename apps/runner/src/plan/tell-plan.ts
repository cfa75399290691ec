import type { PlannedRead, QuotaForecast } from '@etl/core';
import { formatInstant } from '../output/format-instant.js';
import { formatCount, formatDuration } from '../output/format-numbers.js';
import { buildTextTable } from '../output/text-table.js';
import type { ActionContext } from '../run-action.js';
import type { SourceCost } from './source-cost.js';
import type { StreamPlan } from './stream-plan.js';

/** Prints plans and what they cost: tables and a sentence for each source, or with `--json` a line for each. */
export function tellPlan(
  plans: readonly StreamPlan[],
  costs: readonly SourceCost[],
  { io, options }: Pick<ActionContext, 'io' | 'options'>,
): void {
  if (options.json === true) {
    for (const { source, stream, reads, cost } of plans)
      io.out(`${JSON.stringify({ type: 'plan', source, stream, reads: reads.map(withInstants), cost })}\n`);
    for (const { doneBy, ...cost } of costs)
      io.out(`${JSON.stringify({ type: 'cost', ...cost, doneBy: doneBy && formatInstant(doneBy) })}\n`);
    return;
  }
  const sentences = costs.map((cost) => `${describeCost(cost)}\n`).join('');
  io.out(`${printReads(plans)}\n\n${printStreamCosts(plans)}\n\n${sentences}`);
}

function printReads(plans: readonly StreamPlan[]): string {
  const rows = plans.flatMap(({ source, stream, reads }) =>
    reads.length === 0
      ? [[`${source}.${stream}`, '', '', '', 'nothing to read']]
      : reads.map((read) => {
          const { partition, from, to, reason } = withInstants(read);
          return [`${source}.${stream}`, partition, from, to, reason];
        }),
  );
  const titles = ['stream', 'partition', 'from', 'to (exclusive)', 'reason'];
  return buildTextTable(
    titles.map((title) => ({ title, align: 'left' })),
    rows,
  );
}

function printStreamCosts(plans: readonly StreamPlan[]): string {
  const rows = plans.map(({ source, stream, cost }) => [
    `${source}.${stream}`,
    describeRequests(cost),
    cost.records === undefined ? '' : formatCount(cost.records),
  ]);
  return buildTextTable(
    [
      { title: 'stream', align: 'left' },
      { title: 'requests', align: 'right' },
      { title: 'records', align: 'right' },
    ],
    rows,
  );
}

/** `gong: about 14,210 requests, 500,000 records; …`. */
export function describeCost(cost: SourceCost): string {
  const { source, requests, records, isCounted, duration, doneBy, quotas } = cost;
  const parts = [`${describeRequests(cost)} ${requests === 1 ? 'request' : 'requests'}`];
  if (records !== undefined) parts.push(`${formatCount(records)} records`);
  const sentences = [`${source}: ${parts.join(', ')}`, ...quotas.map(describeQuota)];
  if (duration !== undefined && isCounted) sentences.push(`done by ${formatInstant(doneBy)}`);
  const hint = isCounted ? '' : ' Count them with: etl plan --count';
  return `${sentences.join('; ')}.${hint}`;
}

function describeRequests({
  requests,
  isCounted,
  isExact,
}: Pick<SourceCost, 'requests' | 'isCounted' | 'isExact'>): string {
  if (isExact) return formatCount(requests);
  return `${isCounted ? 'about' : 'at least'} ${formatCount(requests)}`;
}

function describeQuota({ quota, count, perSecond, perDay, leftToday = 0, duration }: QuotaForecast): string {
  const pace = `${formatDuration(duration)} at ${Number(perSecond.toFixed(2))}/s (${quota})`;
  if (perDay === undefined) return pace;
  const budget = `the day's budget of ${formatCount(perDay)} allows ${formatCount(leftToday)} now`;
  if (count <= leftToday) return `${pace}; ${budget}`;
  return `${pace}; ${budget}, and the rest on the days after: run again when a run ends deferred`;
}

function withInstants({ partition, reason, from, to }: PlannedRead) {
  return { partition, reason, from: formatInstant(from), to: formatInstant(to) };
}
