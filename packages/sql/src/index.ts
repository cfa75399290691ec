export {
  LONGEST_STAGE_LINE,
  type SqlConnection,
  type SqlDatabase,
  type StageFile,
  type TransactionOutlook,
} from './connection.js';
export type { ArrayElements, SqlDialect } from './dialect.js';
export { duckDbDialect } from './dialects/duckdb-dialect.js';
export { buildStageRelation } from './dialects/duckdb-stage.js';
export { findDialect } from './dialects/find-dialect.js';
export { METADATA_COLUMN_LIST, METADATA_COLUMNS } from './metadata-columns.js';
export { quoteIdentifier, quoteTable, quoteText } from './quote.js';
