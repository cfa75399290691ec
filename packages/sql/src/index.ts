export type { SqlConnection, SqlDatabase, StageFile } from './connection.js';
export type { SqlDialect } from './dialect.js';
export { METADATA_COLUMNS } from './metadata-columns.js';
export { quoteIdentifier, quoteTable, quoteText } from './quote.js';
