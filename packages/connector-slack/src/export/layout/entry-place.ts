import type { Instant } from '@etl/core';

/** What an export tells of conversations and people. */
export const LISTS = [
  'channels.json',
  'groups.json',
  'mpims.json',
  'dms.json',
  'users.json',
  'org_users.json',
];
/** Known, and of no table. */
const OTHERS = new Set([
  'integration_logs.json',
  'canvases.json',
  'content_flags.json',
  'lists.json',
  'huddle_transcripts.json',
  'file_conversations.json',
  'canvas_in_the_conversation.json',
]);
/** What packing an unpacked export again adds to it. */
const LEFT_BY_SYSTEMS = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;
const DATE = /^(\d{4}-\d{2}-\d{2})\.json$/;
/** Begins like a date: whoever wrote it meant a day. */
const MEANT_AS_DATE = /^\d+[-_.]\d+[-_.]\d+.*\.json$/;

/** What an entry's name says that it is. `folder` is its path in the ZIP, with `/` at its end; `''` at the top. */
export type EntryPlace =
  | { readonly kind: 'list' | 'bad_day' | 'strange'; readonly folder: string; readonly name: string }
  | { readonly kind: 'day'; readonly folder: string; readonly day: Instant }
  | { readonly kind: 'known' };

export function placeOf(path: string): EntryPlace {
  const nameStart = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, nameStart);
  const name = path.slice(nameStart);
  if (OTHERS.has(name) || LEFT_BY_SYSTEMS.test(path)) return { kind: 'known' };
  if (LISTS.includes(name)) return { kind: 'list', folder, name };
  const day = dayOf(name);
  if (day !== undefined) return { kind: 'day', folder, day };
  return { kind: MEANT_AS_DATE.test(name) ? 'bad_day' : 'strange', folder, name };
}

/** Midnight in UTC of the day that a file is named by. */
function dayOf(name: string): Instant | undefined {
  const [, date = ''] = DATE.exec(name) ?? [];
  const day = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(day) || !new Date(day).toISOString().startsWith(date) ? undefined : day;
}
