export { openSqlSession, type SqlSessionOptions } from './sql-session.js';
export { STAGE_COLUMNS } from './stage-line.js';
