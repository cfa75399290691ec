/** Loading nested records of 3 kB, against DuckDB alone. Arguments: records (default 200,000), rounds (default 5). */
import { compareLoads } from './loading/compare-loads.ts';
import { printComparison } from './loading/print-comparison.ts';

const [records = 200_000, rounds = 5] = process.argv.slice(2).map(Number);
const comparison = { scenario: 'nested', records, rounds };
printComparison('nested', comparison, await compareLoads(comparison));
