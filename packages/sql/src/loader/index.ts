export { openSqlSession, type SqlSessionOptions } from './sql-session.js';
