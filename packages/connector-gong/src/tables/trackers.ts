import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `trackers`. */
export const trackersTable: Table = {
  name: 'trackers',
  description: 'One row per keyword tracker.',
  primaryKey: ['tracker_id'],
  fields: [
    field('tracker_id', 'string', 'trackerId', 'Identifies the tracker.'),
    field('tracker_name', 'string', 'trackerName', 'Name.'),
    field('workspace_id', 'string', 'workspaceId', 'Workspace it belongs to; null for all of them.'),
    field('affiliation', 'string', 'affiliation', 'Whose words are tracked, e.g. Anyone or Company.'),
    field('language_keywords', 'json', 'languageKeywords', 'Words and phrases by language.'),
    field('part_of_question', 'boolean', 'partOfQuestion', 'Whether only questions count.'),
    field('said_at', 'string', 'saidAt', 'In which part of the call it must be said.'),
    field('said_at_unit', 'string', 'saidAtUnit', 'Unit of saidAtInterval.'),
    field('said_at_interval', 'integer', 'saidAtInterval', 'Length of that part.'),
    field('said_in_topic', 'string', 'saidInTopic', 'Topic in which it must be said.'),
    field('said_in_call_parts', 'json', 'saidInCallParts', 'Parts of the call in which it must be said.'),
    field('filter_query', 'string', 'filterQuery', 'Which calls are looked at.'),
    field('created', 'timestamp', 'created', 'When it was created.'),
    field('creator_user_id', 'string', 'creatorUserId', 'Who created it; users.id.'),
    field('updated', 'timestamp', 'updated', 'When it was changed last.'),
    field('updater_user_id', 'string', 'updaterUserId', 'Who changed it last; users.id.'),
  ],
};
