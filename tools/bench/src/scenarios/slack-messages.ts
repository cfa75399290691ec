import type { Table } from '@etl/core';

const table = (name: string, ...keys: readonly string[]): Table => ({
  name,
  primaryKey: keys,
  fields: keys.map((key) => ({ name: key, path: [key], type: 'string' })),
});

export const SLACK_TABLES = {
  messages: table('messages', 'channel_id', 'ts'),
  users: table('users', 'id'),
  channels: table('channels', 'id'),
  team: table('team', 'id'),
} as const;

const BEGIN = 1_700_000_000;
const SENTENCE = 'We would need it in place before the end of the quarter, I think. ';
/** Of ten messages of a channel, one begins a thread and four answer in it. */
const GROUP = 10;
const REPLIES = 4;

export interface Workspace {
  readonly channels: number;
  readonly users: number;
}

/** A message every hour in each channel; a third of the texts mention a user and a channel, an eighth has reactions. */
export function messageRecord(index: number, { channels, users }: Workspace): object {
  const channel = index % channels;
  const place = Math.floor(index / channels);
  const tsOf = (at: number): string =>
    `${BEGIN + at * 3600}.${String(channel + at * channels)
      .padStart(6, '0')
      .slice(-6)}`;
  const [ts, inGroup] = [tsOf(place), place % GROUP];
  const root = inGroup <= REPLIES ? tsOf(place - inGroup) : undefined;
  const mention = ` <@U${(index * 13) % users}> see <https://docs.example/${index}|the document> in <#C${channel}|old>`;
  const text = SENTENCE.repeat(1 + (index % 4)) + (index % 3 === 0 ? mention : '');
  return {
    channel_id: `C${channel}`,
    ts,
    root_ts: root ?? ts,
    placement: root === undefined || root === ts ? 'channel' : 'thread',
    sent_at: `${new Date((BEGIN + place * 3600) * 1000).toISOString().slice(0, 19)}.${ts.slice(-6)}Z`,
    message: {
      type: 'message',
      user: `U${(index * 7) % users}`,
      team: 'T1',
      ts,
      text,
      ...(root !== undefined && { thread_ts: root }),
      ...(root === ts && { reply_count: REPLIES }),
      ...(index % 8 === 0 && { reactions: [{ name: 'tada', count: 2, users: ['U1', 'U2'] }] }),
      blocks: [{ type: 'rich_text', elements: [{ type: 'text', text }] }],
    },
  };
}

export function userRecord(index: number, name: string): object {
  return {
    id: `U${index}`,
    team_id: index % 50 === 0 ? 'T2' : 'T1',
    is_email_confirmed: true,
    profile: { display_name: name, real_name: name, email: `user${index}@acme.example` },
  };
}

export function channelRecord(index: number, name: string): object {
  return { id: `C${index}`, name, is_private: false, is_ext_shared: index % 20 === 0 };
}
