/** Loading records of 900 bytes, against DuckDB alone. Arguments: records (default 1,000,000), rounds (default 5). */
import { compareLoads } from './loading/compare-loads.ts';
import { printComparison } from './loading/print-comparison.ts';

const [records = 1_000_000, rounds = 5] = process.argv.slice(2).map(Number);
const comparison = { scenario: 'contacts', records, rounds };
printComparison('load', comparison, await compareLoads(comparison));
