export { conformRecords } from './conform-records.js';
export { openReadOnlySqlSession } from './read-only-session.js';
export { openSqlSession, type SqlSessionOptions } from './sql-session.js';
export { nameSpillFolder } from './stage-file-name.js';
