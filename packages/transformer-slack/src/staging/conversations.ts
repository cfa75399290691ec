import type { Places } from '@etl/sql/models';
import { martInput, stagingInput, type UnitInput } from '../inputs.js';

type Row = (name: string) => string;

/** SQL of the id of a thread as an interaction, without its type. */
export function threadRecord(row: Row): string {
  return `${row('channel_id')} || ':' || ${row('root_ts')}`;
}

/** SQL of the id of a day's talk in a channel, without its type. */
export function dayRecord(row: Row): string {
  return `${row('channel_id')} || ':' || CAST(${row('day')} AS VARCHAR)`;
}

/** What interactions are made of: threads with their participants, and the talk of days. */
export function conversationInputs(
  places: Places,
  unit: (type: 'thread' | 'channel_day', id: string) => readonly string[],
): Readonly<Record<'threads' | 'thread_participants' | 'days', UnitInput>> {
  const ofThread = (row: Row): readonly string[] => unit('thread', threadRecord(row));
  return {
    threads: martInput(places, 'threads', ofThread),
    thread_participants: martInput(places, 'thread_participants', ofThread),
    days: stagingInput(places, 'day_talk', (row) => unit('channel_day', dayRecord(row))),
  };
}
