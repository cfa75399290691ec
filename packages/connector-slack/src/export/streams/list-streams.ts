import { ConfigError, type SourceRecord, type Stream } from '@etl/core';
import type { ConversationType } from '../../config/config.js';
import { channelMembersTable, channelsTable, usersTable } from '../../tables/directory-tables.js';
import { CONVERSATION_LISTS, parseObject } from '../layout/conversations.js';
import type { ExportFile } from '../layout/export-file.js';
import { readArray } from '../text/read-array.js';
import type { ZipArchive } from '../zip/zip-archive.js';
import { exportListStream, type ListedRecords } from './list-stream.js';

const USER_LISTS = ['org_users.json', 'users.json'];

/** What the lists of an export fill. */
export function createExportListStreams(
  file: ExportFile,
  types: readonly ConversationType[],
): readonly Stream[] {
  return [
    exportListStream({
      table: channelsTable,
      file,
      readAll: (archive) => readConversationLists(archive, file, types, addKind),
    }),
    exportListStream({
      table: channelMembersTable,
      file,
      readAll: (archive) => readConversationLists(archive, file, types, listMembers),
    }),
    exportListStream({ table: usersTable, file, readAll: (archive) => readUsers(archive, file) }),
  ];
}

async function* readUsers(archive: ZipArchive, { index }: ExportFile): AsyncGenerator<ListedRecords> {
  const lists = USER_LISTS.flatMap((name) => index.lists.get(name) ?? []);
  if (lists.length === 0) {
    throw new ConfigError({
      code: 'export_without_users',
      message: `The Slack export ${index.path} holds neither users.json nor org_users.json.`,
      remedy: 'Use the ZIP as Slack gave it to you, or do not select the stream users.',
    });
  }
  for (const list of lists) {
    for await (const records of readArray(archive, list)) yield { records, fetched: records.length };
  }
}

type ToRecords = (record: SourceRecord, type: ConversationType) => readonly SourceRecord[];

async function* readConversationLists(
  archive: ZipArchive,
  { index }: ExportFile,
  types: readonly ConversationType[],
  toRecords: ToRecords,
): AsyncGenerator<ListedRecords> {
  for (const [name, type] of CONVERSATION_LISTS) {
    const list = index.lists.get(name);
    if (list === undefined || !types.includes(type)) continue;
    for await (const found of readArray(archive, list)) {
      const records = found.flatMap((record) => toRecords(record, type));
      yield { records, fetched: records.length };
    }
  }
}

/** What the API says of each kind of conversation, and an export by the list that it stands in. */
const FLAGS: Readonly<Record<ConversationType, Readonly<Record<string, boolean>>>> = {
  public_channel: { is_channel: true, is_im: false, is_mpim: false, is_private: false },
  private_channel: { is_channel: true, is_im: false, is_mpim: false, is_private: true },
  mpim: { is_channel: false, is_im: false, is_mpim: true, is_private: true },
  im: { is_channel: false, is_im: true, is_mpim: false, is_private: true },
};

/** What the record says itself counts more, because it stands behind. */
function addKind({ text }: SourceRecord, type: ConversationType): readonly SourceRecord[] {
  const known = Object.keys(parseObject(text));
  if (known.length === 0 || !text.startsWith('{')) return [{ text }];
  const missing = Object.entries(FLAGS[type]).filter(([flag]) => !known.includes(flag));
  const members = missing.map(([flag, value]) => `"${flag}":${value},`).join('');
  return [{ text: `{${members}${text.slice(1)}` }];
}

/** A list without members is no list of people, so it has none to tell. */
function listMembers({ text }: SourceRecord): readonly SourceRecord[] {
  const { id, members } = parseObject(text);
  if (!Array.isArray(members)) return [];
  return members.map((member: unknown) => ({ text: JSON.stringify({ channel_id: id, user_id: member }) }));
}
