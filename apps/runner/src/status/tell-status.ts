import type { Instant, StreamReceipt } from '@etl/core';
import { formatInstant } from '../output/format-instant.js';
import { formatCount, formatDuration } from '../output/format-numbers.js';
import { buildTextTable, type Column } from '../output/text-table.js';
import type { ActionContext } from '../run-action.js';
import type { StreamStatus } from './stream-status.js';

/** Prints what is known of streams: tables for a person, or with `--json` a line for each stream. */
export function tellStatus(
  statuses: readonly StreamStatus[],
  now: Instant,
  { io, options }: Pick<ActionContext, 'io' | 'options'>,
): void {
  if (options.json === true)
    for (const status of statuses) io.out(`${JSON.stringify(describe(status, now))}\n`);
  else if (statuses.every(({ runs }) => runs.length === 0))
    io.out('Nothing has run yet. Start with: etl run\n');
  else io.out(printSections(statuses, now));
}

function describe({ source, stream, runs, freshTo, coverage, backfills }: StreamStatus, now: Instant) {
  return {
    type: 'status',
    source,
    stream,
    hasRun: runs.length > 0,
    ...runs[0],
    ...(freshTo === undefined ? {} : { freshTo: formatInstant(freshTo), ageMs: now - freshTo }),
    coverage: coverage.flatMap(({ partition, parts }) =>
      parts.map(({ from, to, status }) => ({
        partition,
        status,
        from: formatInstant(from),
        to: formatInstant(to),
      })),
    ),
    backfills: backfills.map((backfill) => ({
      partition: backfill.partition,
      from: formatInstant(backfill.from),
      to: formatInstant(backfill.to),
      startedAt: formatInstant(backfill.startedAt),
    })),
    runs,
  };
}

function printSections(statuses: readonly StreamStatus[], now: Instant): string {
  const sections = [
    printStreams(statuses, now),
    printCoverage(statuses),
    statuses.flatMap(describeBackfills).join('\n'),
    printRuns(statuses),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function printStreams(statuses: readonly StreamStatus[], now: Instant): string {
  const titles = ['stream', 'outcome', 'ended', 'fresh to', 'age', 'rows', 'problem'];
  const rows = statuses.map(({ source, stream, runs, freshTo }) => {
    const name = `${source}.${stream}`;
    const [last] = runs;
    if (last === undefined) return [name, 'never ran'];
    const age = freshTo === undefined ? '' : formatDuration(Math.max(0, now - freshTo));
    const tables = last.tables.map((table) => `${table.table} ${formatCount(table.liveRows)}`).join(', ');
    const problem = last.problem?.message ?? '';
    return [name, last.outcome, formatInstant(last.endedAt), formatInstant(freshTo), age, tables, problem];
  });
  return buildTextTable(left(titles), rows);
}

function printCoverage(statuses: readonly StreamStatus[]): string {
  const rows = statuses.flatMap(({ source, stream, coverage }) =>
    coverage.flatMap(({ partition, parts }) =>
      parts.map(({ from, to, status }) => [
        `${source}.${stream}`,
        partition,
        formatInstant(from),
        formatInstant(to),
        MEANINGS[status],
      ]),
    ),
  );
  if (rows.length === 0) return '';
  return buildTextTable(left(['stream', 'partition', 'from', 'to (exclusive)', 'coverage']), rows);
}

const MEANINGS = {
  settled: 'settled',
  unsettled: 'read, and read again while it may change',
  hole: 'HOLE: never read',
  unread: 'not read yet',
} as const;

function describeBackfills({ source, stream, backfills }: StreamStatus): string[] {
  return backfills.map(({ from, to, startedAt }) => {
    const range = `--from ${formatInstant(from)} --to ${formatInstant(to)}`;
    return `${source}.${stream}: the backfill begun at ${formatInstant(startedAt)} has not finished. Go on with: etl backfill ${range} --source ${source} --stream ${stream}`;
  });
}

function printRuns(statuses: readonly StreamStatus[]): string {
  const runs = statuses
    .flatMap((status) => status.runs)
    .sort((one, other) => other.startedAt - one.startedAt);
  const counts = ['fetched', 'inserted', 'updated', 'deleted'] as const;
  const columns: Column[] = [
    ...left(['started', 'stream', 'outcome']),
    ...[...counts, 'requests', 'time'].map((title): Column => ({ title, align: 'right' })),
  ];
  const rows = runs.map((run) => [
    formatInstant(run.startedAt),
    `${run.source}.${run.stream}`,
    run.backfill === undefined ? run.outcome : `${run.outcome} (backfill)`,
    ...counts.map((count) => formatCount(sum(run, count))),
    formatCount(run.requests),
    formatDuration(run.endedAt - run.startedAt),
  ]);
  return buildTextTable(columns, rows);
}

function sum({ tables }: StreamReceipt, count: 'fetched' | 'inserted' | 'updated' | 'deleted'): number {
  return tables.reduce((total, table) => total + table[count], 0);
}

function left(titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title, align: 'left' }));
}
