import { FatalError, type EtlError, type JsonObject } from '@etl/core';
import type { ConversationType } from '../../config/config.js';
import { readArray } from '../text/read-array.js';
import type { ZipArchive } from '../zip/zip-archive.js';
import type { ConversationFolder, ExportIndex } from './export-index.js';

/** Which list holds which kind of conversation. */
export const CONVERSATION_LISTS: readonly (readonly [string, ConversationType])[] = [
  ['channels.json', 'public_channel'],
  ['groups.json', 'private_channel'],
  ['mpims.json', 'mpim'],
  ['dms.json', 'im'],
];

/** A conversation of an export. */
export interface ExportConversation {
  readonly id: string;
  /** Direct messages have none. */
  readonly name: string | undefined;
  readonly type: ConversationType;
  /** Absent: the export holds no message of it. */
  readonly folder: ConversationFolder | undefined;
  /** Why it cannot be told which messages are its own. */
  readonly problem: EtlError | undefined;
}

/** A folder that no list knows. */
export interface UnknownFolder {
  readonly name: string;
  readonly problem: EtlError;
}

export interface ExportConversations {
  /** By id. */
  readonly known: readonly ExportConversation[];
  readonly unknown: readonly UnknownFolder[];
}

interface Listed {
  readonly id: string;
  readonly name: string | undefined;
  readonly type: ConversationType;
}

/** The conversations that the export lists, with their folders. */
export async function readConversations(
  archive: ZipArchive,
  index: ExportIndex,
): Promise<ExportConversations> {
  const listed = await readListed(archive, index);
  const byFolder = Map.groupBy(listed, (one) => folderOf(one, index)?.name);
  const known = listed.map((one) => {
    const folder = folderOf(one, index);
    const sharing = folder === undefined ? [] : (byFolder.get(folder.name) ?? []);
    return { ...one, folder, problem: problemOf(index.path, folder, sharing) };
  });
  const unknown = [...index.folders.keys()]
    .filter((name) => !byFolder.has(name))
    .map((name) => ({ name, problem: unknownFolder(index.path, name) }));
  return { known: known.sort((left, right) => (left.id < right.id ? -1 : 1)), unknown };
}

async function readListed(archive: ZipArchive, index: ExportIndex): Promise<Listed[]> {
  const listed = new Map<string, Listed>();
  for (const [list, type] of CONVERSATION_LISTS) {
    const entry = index.lists.get(list);
    if (entry === undefined) continue;
    for await (const records of readArray(archive, entry)) {
      for (const { text } of records) {
        const one = describe(text, type);
        if (one !== undefined) listed.set(one.id, one);
      }
    }
  }
  return [...listed.values()];
}

/** What has no id becomes a dead letter of table `channels`; its folder is told as one that no list knows. */
function describe(text: string, type: ConversationType): Listed | undefined {
  const { id, name } = parseObject(text);
  if (typeof id !== 'string' || id === '') return undefined;
  return { id, name: typeof name === 'string' ? name.normalize('NFC') : undefined, type };
}

/** The members of a JSON object; none of anything else. */
export function parseObject(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonObject | null;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function folderOf({ id, name }: Listed, { folders }: ExportIndex): ConversationFolder | undefined {
  return (name === undefined ? undefined : folders.get(name)) ?? folders.get(id);
}

function problemOf(
  path: string,
  folder: ConversationFolder | undefined,
  sharing: readonly Listed[],
): EtlError | undefined {
  if (folder === undefined) return undefined;
  if (sharing.length > 1) return sharedFolder(path, folder.name, sharing);
  const [badDay] = folder.badDays;
  return badDay === undefined ? undefined : badDayName(path, `${folder.name}/${badDay}`);
}

function sharedFolder(path: string, name: string, sharing: readonly Listed[]): FatalError {
  const ids = sharing.map(({ id }) => id).join(' and ');
  return new FatalError({
    code: 'export_ambiguous_folder',
    message: `In the Slack export ${path}, the folder "${name}" belongs to ${ids} alike.`,
    remedy: 'Read these conversations by the API, or exclude them by their ids.',
  });
}

function badDayName(path: string, name: string): FatalError {
  return new FatalError({
    code: 'export_bad_day',
    message: `In the Slack export ${path}, the name of "${name}" is no date.`,
    remedy: 'Use the ZIP as Slack gave it to you: its files are named like 2026-03-01.json.',
  });
}

function unknownFolder(path: string, name: string): FatalError {
  const lists = CONVERSATION_LISTS.map(([list]) => list).join(', ');
  return new FatalError({
    code: 'export_unknown_folder',
    message: `In the Slack export ${path}, the folder "${name}" belongs to no conversation of ${lists}.`,
    remedy: 'Use the ZIP as Slack gave it to you, or write the name into channels.exclude.',
  });
}
