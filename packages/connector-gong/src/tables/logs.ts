import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `logs`. Entries have no id; `entry_hash` stands for one, so entries that are alike in all of it are one row. */
export const logsTable: Table = {
  name: 'logs',
  description: 'One row per entry of the audit logs.',
  primaryKey: ['log_type', 'entry_hash'],
  fields: [
    field('log_type', 'string', 'logType', 'Which log, e.g. AccessLog.'),
    field(
      'entry_hash',
      'string',
      'entryHash',
      'Hash of log, instant, user, impersonator and logRecord: the id that Gong does not give.',
    ),
    field(
      'event_time',
      'timestamp',
      'entry.eventTime',
      'When it happened; entries are read by this instant.',
    ),
    field('user_id', 'string', 'entry.userId', 'Who did it; users.id.'),
    field('user_email_address', 'string', 'entry.userEmailAddress', 'E-mail address of the user.', PERSONAL),
    field('user_full_name', 'string', 'entry.userFullName', 'Name of the user.', PERSONAL),
    field('impersonator_user_id', 'string', 'entry.impersonatorUserId', 'Who acted in the user’s place.'),
    field(
      'impersonator_email_address',
      'string',
      'entry.impersonatorEmailAddress',
      'E-mail address of the impersonator.',
      PERSONAL,
    ),
    field(
      'impersonator_full_name',
      'string',
      'entry.impersonatorFullName',
      'Name of the impersonator.',
      PERSONAL,
    ),
    field('impersonator_company_id', 'string', 'entry.impersonatorCompanyId', 'Company of the impersonator.'),
    field('log_record', 'json', 'entry.logRecord', 'What happened; differs from log to log.', PERSONAL),
  ],
};
