import { column } from '@etl/sql/models';

/** For readers that compare what several calls say. */
export const CALL_STARTED_AT = column(
  'call_started_at',
  'timestamp',
  'When the call began; calls.started_at.',
);

/** Key of everything that belongs to a call. */
export const CALL_ID = column('call_id', 'string', 'The call; calls.call_id.');
