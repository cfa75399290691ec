import {
  column,
  field,
  type Model,
  type ModelContext,
  type Places,
  selectList,
  withParts,
} from '@etl/sql/models';
import { callsInput, optionalMartInput } from '../inputs.js';
import { CALL_ID } from '../sql/column.js';

/** What was said, sentence by sentence. */
export function transcriptSentences(places: Places): Model {
  return {
    schema: places.marts,
    name: 'transcript_sentences',
    description:
      'One row per sentence of a transcript, with its speaker. A transcript may be there before its call is: then the speaker and the instants are NULL.',
    primaryKey: ['call_id', 'sentence_number'],
    unit: ['call_id'],
    inputs: {
      transcripts: {
        schema: places.raw,
        name: 'transcripts',
        kind: 'loaded',
        unit: (row) => [row('call_id')],
      },
      calls: { ...callsInput(places), isOptional: true, isKeyOnly: true },
      facts: optionalMartInput(places, 'calls'),
      participants: optionalMartInput(places, 'call_participants'),
    },
    columns: [
      CALL_ID,
      column('sentence_number', 'integer', 'Place in the transcript, from 1, in the order Gong gives.'),
      column(
        'turn_number',
        'integer',
        'The turn the sentence belongs to, from 1: what one speaker says until another does.',
      ),
      column('topic', 'string', 'Topic of the turn.'),
      column('speaker_id', 'string', 'The speaker, as the transcript names them.'),
      column(
        'participant_number',
        'integer',
        'The participant who spoke; call_participants.participant_number.',
      ),
      column('speaker_name', 'string', 'Name of that participant.'),
      column('speaker_email', 'string', 'E-mail address of that participant.'),
      column('speaker_user_id', 'string', 'The Gong user that participant is; users.id.'),
      column('speaker_affiliation', 'string', 'Internal, External or Unknown.'),
      column('start_milliseconds', 'integer', 'When it begins: milliseconds from the start of the call.'),
      column('end_milliseconds', 'integer', 'When it ends: milliseconds from the start of the call.'),
      column('started_at', 'timestamp', 'When it begins: start of the call and start_milliseconds together.'),
      column('ended_at', 'timestamp', 'When it ends: start of the call and end_milliseconds together.'),
      column('text', 'string', 'What was said.'),
    ],
    select: selectSentences,
  };
}

function selectSentences({ dialect, rows, deleted, has }: ModelContext): string {
  const turns = selectList({
    dialect,
    from: `${rows('transcripts')} AS transcripts`,
    keep: ['call_id'],
    json: 'record',
    path: ['transcript'],
    number: 'turn_number',
    fields: [
      field('speaker_id', 'string', 'speakerId'),
      field('topic', 'string', 'topic'),
      field('sentences', 'json', 'sentences'),
    ],
  });
  const sentences = selectList({
    dialect,
    from: 'turns',
    keep: ['call_id', 'turn_number', 'speaker_id', 'topic'],
    json: 'sentences',
    path: [],
    number: 'place',
    fields: [
      field('start_milliseconds', 'integer', 'start'),
      field('end_milliseconds', 'integer', 'end'),
      field('text', 'string', 'text'),
    ],
  });
  // A call that is deleted or has become private is gone with all that was said in it.
  const alive = has('calls')
    ? `\nWHERE NOT EXISTS (SELECT 1 FROM ${deleted('calls')} AS d WHERE d.call_id = s.call_id)`
    : '';
  const instant = (milliseconds: string): string =>
    dialect.addMilliseconds('f.started_at', `s.${milliseconds}`);
  return withParts(
    {
      turns,
      sentences: `SELECT *, row_number() OVER (PARTITION BY call_id ORDER BY turn_number, place) AS sentence_number FROM (\n${sentences}\n) AS unnumbered`,
      facts: has('facts')
        ? `SELECT call_id, started_at FROM ${rows('facts')} AS f`
        : `SELECT CAST(NULL AS ${dialect.columnTypes.string}) AS call_id, CAST(NULL AS ${dialect.columnTypes.timestamp}) AS started_at WHERE FALSE`,
      speakers: has('participants')
        ? [
            'SELECT call_id, speaker_id, participant_number, name, email, user_id, affiliation',
            `FROM ${rows('participants')} AS p WHERE speaker_id IS NOT NULL`,
            'QUALIFY row_number() OVER (PARTITION BY call_id, speaker_id ORDER BY participant_number) = 1',
          ].join('\n')
        : `SELECT ${['call_id', 'speaker_id', 'participant_number', 'name', 'email', 'user_id', 'affiliation'].map((name) => `NULL AS ${name}`).join(', ')} WHERE FALSE`,
    },
    [
      'SELECT s.*, p.participant_number, p.name AS speaker_name, p.email AS speaker_email,',
      'p.user_id AS speaker_user_id, p.affiliation AS speaker_affiliation,',
      `${instant('start_milliseconds')} AS started_at, ${instant('end_milliseconds')} AS ended_at`,
      'FROM sentences AS s LEFT JOIN facts AS f ON f.call_id = s.call_id',
      `LEFT JOIN speakers AS p ON p.call_id = s.call_id AND p.speaker_id = s.speaker_id${alive}`,
    ].join('\n'),
  );
}
