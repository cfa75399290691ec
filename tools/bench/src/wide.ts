/** Loading records with 300 typed columns, against DuckDB alone. Arguments: records (default 100,000), rounds (default 5). */
import { compareLoads } from './loading/compare-loads.ts';
import { printComparison } from './loading/print-comparison.ts';

const [records = 100_000, rounds = 5] = process.argv.slice(2).map(Number);
const comparison = { scenario: 'wide', records, rounds };
printComparison('wide', comparison, await compareLoads(comparison));
