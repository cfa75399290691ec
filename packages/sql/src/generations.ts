import { SYSTEM_SCHEMA } from './loader/system-tables.js';
import { quoteText } from './quote.js';

/** Which generation each table is of: another one than before says that it was made anew, and readers start over. */
export const GENERATIONS = `${SYSTEM_SCHEMA}.tables`;

/** Statements, in order, that give a table a generation no table ever had. */
export function buildNewGeneration(schema: string, table: string): string[] {
  const names = [schema, table].map(quoteText).join(', ');
  return [
    `INSERT INTO ${GENERATIONS} SELECT ${names}, coalesce(max(generation), 0) + 1 FROM ${GENERATIONS}`,
    `DELETE FROM ${GENERATIONS} WHERE table_schema = ${quoteText(schema)} AND table_name = ${quoteText(table)} AND generation < (SELECT max(generation) FROM ${GENERATIONS})`,
  ];
}
