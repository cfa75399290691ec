import { withParts, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { martInput, ofMessage, reaching, stagingInput } from '../inputs.js';
import { hasLink, readPiece, readPlainText, selectPieces } from '../sql/markup.js';
import { isOtherTeam } from '../sql/own.js';
import { senderKind } from '../sql/sender.js';
import { countWords } from '../sql/words.js';
import { MESSAGE_COLUMNS } from './message-columns.js';

const KEY = ['channel_id', 'ts'];

/** Messages as people read them. */
export function messages(places: Places): Model {
  const names = stagingInput(places, 'object_name', ofMessage);
  return {
    schema: places.marts,
    name: 'messages',
    description: 'One row per message, replies and what Slack itself writes included.',
    primaryKey: KEY,
    unit: KEY,
    followedBy: ['channel_id', 'ts', 'root_ts', 'day'],
    inputs: {
      facts: stagingInput(places, 'message_fact', ofMessage),
      mentions: martInput(places, 'message_mentions', ofMessage),
      senders: reaching(names, 'facts', { object_id: 'user_id' }),
      names: reaching(names, 'mentions', { object_kind: 'object_kind', object_id: 'object_id' }),
      own: reaching(stagingInput(places, 'own_workspace', ofMessage), 'facts'),
    },
    columns: MESSAGE_COLUMNS,
    select: selectMessages,
  };
}

function selectMessages(context: ModelContext): string {
  const { dialect } = context;
  const text = `coalesce(r.text, ${readPlainText('f.text_as_sent')})`;
  const parts = {
    senders: `SELECT object_id, name, kind, is_external FROM ${namesOf(context, 'senders')} AS s WHERE object_kind = 'user'`,
    names: `SELECT object_kind, object_id, name FROM ${namesOf(context, 'names')} AS n`,
    texts: selectTexts(context),
    told: [
      `SELECT f.*, ${text} AS text, s.object_id IS NOT NULL AS is_sender_known, coalesce(s.name, f.given_name) AS sender_name,`,
      `${senderKind(context, 's.kind')} AS sender_kind, coalesce(s.is_external, ${isOtherTeam(context, 'f.team_id')}) AS is_sender_external`,
      `FROM ${context.rows('facts')} AS f LEFT JOIN senders AS s ON s.object_id = f.user_id`,
      'LEFT JOIN texts AS r ON r.channel_id = f.channel_id AND r.ts = f.ts',
    ].join('\n'),
  };
  return withParts(
    parts,
    [
      'SELECT *, coalesce(user_id, bot_id) AS sender_id,',
      `coalesce(${countWords(dialect, 'text')}, 0) AS words, coalesce(${hasLink('text_as_sent')}, FALSE) AS has_link`,
      'FROM told',
    ].join('\n'),
  );
}

/** The texts that have markup, read piece by piece. */
function selectTexts({ dialect, rows }: ModelContext): string {
  const pieces = selectPieces({ dialect, from: `${rows('facts')} AS f`, keep: KEY, text: 'text_as_sent' });
  const piece = readPiece(dialect, 'p.value', 'p.object_kind', 'p.object_id', 'n.name');
  return [
    `SELECT channel_id, ts, ${dialect.joinTexts('piece', 'position')} AS text FROM (`,
    `SELECT p.channel_id, p.ts, p.position, ${piece} AS piece FROM (\n${pieces}\n) AS p`,
    'LEFT JOIN names AS n ON n.object_kind = p.object_kind AND n.object_id = p.object_id',
    ') AS read GROUP BY channel_id, ts',
  ].join('\n');
}

function namesOf({ dialect, has, rows }: ModelContext, input: string): string {
  if (has(input)) return rows(input);
  const columns = ['object_kind', 'object_id', 'name', 'kind'];
  const { string, boolean } = dialect.columnTypes;
  const nothing = columns.map((name) => `CAST(NULL AS ${string}) AS ${name}`).join(', ');
  return `(SELECT ${nothing}, CAST(NULL AS ${boolean}) AS is_external WHERE FALSE)`;
}
