import type { CanonicalModel } from './canonical-model.js';
import { identityColumns, optional, required } from './column.js';

/** Things that happened between people: Gong's calls, HubSpot's engagements, Slack's messages. */
export const interaction: CanonicalModel = {
  name: 'interaction',
  description: 'One row per call, meeting, e-mail, message, note or task.',
  primaryKey: ['interaction_id'],
  columns: [
    ...identityColumns('interaction_id'),
    required('kind', 'string', '`call`, `meeting`, `email`, `message`, `note`, `task` or `other`.'),
    optional(
      'direction',
      'string',
      '`inbound`, `outbound` or `internal`; NULL where it is neither or unknown.',
    ),
    optional('started_at', 'timestamp', 'When it began, or was sent.'),
    optional('ended_at', 'timestamp', 'When it ended; NULL for what has no length.'),
    optional('duration_seconds', 'integer', 'Length in seconds, as the source measures it.'),
    optional('title', 'string', 'Title or subject.'),
    optional('summary', 'string', 'Summary that the source itself offers.'),
    optional('body', 'string', 'Text of a message, e-mail or note. Transcripts are not repeated here.'),
    optional('channel', 'string', 'Where it took place: system of a call, channel of a message.'),
    optional('thread_id', 'string', 'Shared by interactions that answer each other, within the source.'),
    optional('outcome', 'string', "Outcome, in the source's words."),
    optional('owner_person_id', 'string', 'person_id of the host, sender or author, in the same source.'),
    optional('url', 'string', 'Page of the interaction at the source.'),
    optional(
      'created_at',
      'timestamp',
      'When the source made the record, where that is another instant than its beginning.',
    ),
    optional('updated_at', 'timestamp', 'When the source changed the record last.'),
  ],
};
