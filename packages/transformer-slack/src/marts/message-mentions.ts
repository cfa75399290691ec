import { column, type Model, type Places } from '@etl/sql/models';
import { ofMessage, stagingInput } from '../inputs.js';
import { selectPieces } from '../sql/markup.js';

const KEY = ['channel_id', 'ts', 'object_kind', 'object_id'];

/** Whom and what messages name. By it a new name finds the texts that it stands in. */
export function messageMentions(places: Places): Model {
  return {
    schema: places.marts,
    name: 'message_mentions',
    description: 'One row per user, channel or user group that a message mentions.',
    primaryKey: KEY,
    unit: ['channel_id', 'ts'],
    inputs: { facts: stagingInput(places, 'message_fact', ofMessage) },
    columns: [
      column('channel_id', 'string', 'The conversation; channels.channel_id.'),
      column('ts', 'string', 'The message; messages.ts.'),
      column('object_kind', 'string', 'user, channel or user_group.'),
      column('object_id', 'string', 'Whom or what it mentions.'),
      column('times', 'integer', 'How often.'),
    ],
    select: ({ dialect, rows }) => {
      const pieces = selectPieces({
        dialect,
        from: `${rows('facts')} AS f`,
        keep: ['channel_id', 'ts'],
        text: 'text_as_sent',
      });
      return `SELECT ${KEY.join(', ')}, count(*) AS times FROM (\n${pieces}\n) AS p WHERE object_id IS NOT NULL GROUP BY ${KEY.join(', ')}`;
    },
  };
}
