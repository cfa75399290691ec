import { selectFields, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { loadedInput, ofMessage } from '../inputs.js';
import { instantOfSeconds, secondsOfTs } from '../sql/seconds.js';
import { FACT_COLUMNS, MESSAGE_FIELDS } from './message-fields.js';

const KEY = ['channel_id', 'ts'];

/** What messages say by themselves. Read from the records once, however often a name in them changes. */
export function messageFact(places: Places): Model {
  return {
    schema: places.staging,
    name: 'message_fact',
    description: 'One row per message, as it says itself; read the mart messages instead.',
    primaryKey: KEY,
    unit: KEY,
    inputs: { messages: loadedInput(places, 'messages', ofMessage) },
    columns: FACT_COLUMNS,
    select: selectFacts,
  };
}

function selectFacts({ dialect, rows }: ModelContext): string {
  const records = selectFields({
    dialect,
    from: `${rows('messages')} AS messages`,
    keep: KEY,
    json: 'record',
    fields: MESSAGE_FIELDS,
  });
  return [
    'SELECT r.*, coalesce(r.told_root, r.thread_ts, r.ts) AS root_ts,',
    // The instant's own text is in UTC, whatever the session's time zone is.
    `${dialect.tryCast('left(r.sent_text, 10)', 'date')} AS day,`,
    'coalesce(r.thread_ts = r.ts, FALSE) AS is_thread_starter, coalesce(r.thread_ts <> r.ts, FALSE) AS is_reply,',
    "r.subtype IS NOT DISTINCT FROM 'thread_broadcast' AS is_broadcast, r.subtype IS NOT DISTINCT FROM 'tombstone' AS is_tombstone,",
    'coalesce(r.told_app, r.profile_app) AS app_id, coalesce(r.told_team, r.message_team) AS team_id,',
    'coalesce(r.username, r.bot_name, r.display_name, r.real_name) AS given_name,',
    `coalesce(${dialect.sumOfMembers('r.reaction_list', 'count')}, 0) AS reactions,`,
    `coalesce(${dialect.hasElementWith('r.file_list', 'id')}, FALSE) AS has_file,`,
    `${instantOfSeconds(dialect, secondsOfTs(dialect, 'r.edited_ts'))} AS edited_at`,
    `FROM (\n${records}\n) AS r`,
  ].join('\n');
}
