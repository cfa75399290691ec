import { median } from '../measure.ts';
import { writeResult } from '../write-result.ts';
import { BASELINE, type Comparison } from './compare-loads.ts';
import type { Use } from './report-use.ts';

/** Prints and keeps the medians: rates, and shares of what DuckDB alone does in the same run. */
export function printComparison(
  name: string,
  comparison: Comparison,
  uses: ReadonlyMap<string, Use[]>,
): void {
  const seconds = (what: string): number => median((uses.get(what) ?? []).map((taken) => taken.seconds));
  const rows = [...uses].map(([what, taken]) => ({
    what,
    'records/s': Math.round(comparison.records / seconds(what)),
    'share of DuckDB alone': Number((seconds(BASELINE) / seconds(what)).toFixed(2)),
    'CPU µs/record': Number(
      ((median(taken.map(({ cpuSeconds }) => cpuSeconds)) / comparison.records) * 1_000_000).toFixed(1),
    ),
    'peak MB': Math.round(Math.max(...taken.map(({ peakMegabytes }) => peakMegabytes))),
  }));
  console.table(rows);
  writeResult(name, { ...comparison, rows });
}
