import type { ModelSummary } from '@etl/core';
import type { ModelReport } from '@etl/core/pipeline';
import { formatCount } from './format-numbers.js';
import { buildTextTable } from './text-table.js';

/** One line for each transformer that built tables: how many, what changed, and what it left out. */
export function describeModels(reports: readonly ModelReport[]): string[] {
  return reports.filter(({ problem }) => problem === undefined).map(describeModel);
}

function describeModel({ transformer, tables }: ModelReport): string {
  const built = tables.filter(({ skipped }) => skipped === undefined);
  const changed = built.reduce((sum, { changedRows }) => sum + changedRows, 0);
  const line = `models of ${transformer}: ${formatCount(built.length)} tables, ${formatCount(changed)} rows changed`;
  const left = tables.filter(({ skipped }) => skipped !== undefined);
  if (left.length === 0) return line;
  const reasons = [...new Set(left.map(({ skipped }) => skipped))].join(', ');
  return `${line}; ${formatCount(left.length)} not built: ${reasons}`;
}

/** What transformers show of their tables, each under its title. */
export function describeSummaries(reports: readonly ModelReport[]): string[] {
  return reports.flatMap(({ summary }) => (summary === undefined ? [] : [describeSummary(summary)]));
}

function describeSummary({ title, columns, rows }: ModelSummary): string {
  const table = buildTextTable(
    columns.map((column) => ({ title: column, align: 'left' })),
    rows,
  );
  return `\n${title}\n${table}`;
}
