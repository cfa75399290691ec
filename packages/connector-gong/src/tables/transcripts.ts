import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `transcripts`. */
export const transcriptsTable: Table = {
  name: 'transcripts',
  description: 'One row per call that has a transcript.',
  primaryKey: ['call_id'],
  fields: [
    field('call_id', 'string', 'callId', 'The call; calls.id.'),
    field(
      'transcript',
      'json',
      'transcript',
      'Turns in order: speakerId, topic, and sentences with start and end in milliseconds.',
      PERSONAL,
    ),
  ],
};
