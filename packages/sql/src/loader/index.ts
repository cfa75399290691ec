export { openReadOnlySqlSession } from './read-only-session.js';
export { openSqlSession, type SqlSessionOptions } from './sql-session.js';
