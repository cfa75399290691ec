import { createHash } from 'node:crypto';
import { unusableExport } from '../zip/export-failures.js';
import type { FileIdentity, ZipArchive } from '../zip/zip-archive.js';
import type { ZipEntry } from '../zip/zip-entry.js';
import { DayFiles } from './day-files.js';
import { placeOf } from './entry-place.js';

/** What names of files told after one warning. */
const EXAMPLES = 5;
const DIGEST_LENGTH = 16;

/** The files of one conversation. */
export interface ConversationFolder {
  /** Name or id of the conversation. */
  readonly name: string;
  readonly days: DayFiles;
  /** Files meant as days whose name is no date. */
  readonly badDays: readonly string[];
}

/** Files that are not as Slack writes them and were not read. */
export interface StrangeFiles {
  readonly count: number;
  readonly examples: readonly string[];
}

/** Where everything in an export stands; nothing of it was unpacked. */
export interface ExportIndex {
  readonly path: string;
  readonly identity: FileIdentity;
  /** Tells exports apart by what is in them, wherever they lie. */
  readonly digest: string;
  /** `channels.json` and so on, by name. */
  readonly lists: ReadonlyMap<string, ZipEntry>;
  readonly folders: ReadonlyMap<string, ConversationFolder>;
  readonly strange: StrangeFiles;
}

interface Found {
  readonly lists: Map<string, ZipEntry>;
  readonly folders: Map<string, { readonly days: DayFiles; readonly badDays: string[] }>;
  readonly strange: string[];
  strangeCount: number;
}

/**
 * Reads the list of files of an export. The export may stand in a folder of its own inside the ZIP, as it does when it was
 * unpacked and packed again.
 *
 * @throws ConfigError when the ZIP is broken, or is no export of Slack.
 */
export async function readIndex(archive: ZipArchive): Promise<ExportIndex> {
  const found: Found = { lists: new Map(), folders: new Map(), strange: [], strangeCount: 0 };
  const digest = createHash('sha256');
  for await (const entry of archive.entries()) {
    digest.update(`${entry.name}\n${entry.crc32} ${entry.size} ${entry.offset}\n`);
    sort(found, entry);
  }
  const top = findTop(archive.path, found);
  return {
    path: archive.path,
    identity: archive.identity,
    digest: digest.digest('hex').slice(0, DIGEST_LENGTH),
    lists: within(top, found.lists),
    folders: foldersWithin(top, found),
    strange: { count: found.strangeCount, examples: found.strange },
  };
}

function sort(found: Found, entry: ZipEntry): void {
  const place = placeOf(entry.name);
  switch (place.kind) {
    case 'list':
      found.lists.set(entry.name, entry);
      return;
    case 'day':
      folderOf(found, place.folder).days.add(place.day, entry);
      return;
    case 'bad_day':
      folderOf(found, place.folder).badDays.push(place.name);
      return;
    case 'strange':
      tellStrange(found, entry.name);
      return;
    case 'known':
  }
}

function folderOf(found: Found, path: string) {
  const folder = found.folders.get(path) ?? { days: new DayFiles(path), badDays: [] };
  found.folders.set(path, folder);
  return folder;
}

function tellStrange(found: Found, name: string): void {
  found.strangeCount += 1;
  if (found.strange.length < EXAMPLES) found.strange.push(name);
}

/** The folder that holds channels.json, the topmost if there are several. */
function findTop(path: string, { lists }: Found): string {
  const [topmost] = [...lists.keys()]
    .filter((name) => name === 'channels.json' || name.endsWith('/channels.json'))
    .sort((left, right) => left.length - right.length);
  if (topmost !== undefined) return topmost.slice(0, -'channels.json'.length);
  throw unusableExport(
    path,
    'export_without_channels',
    'holds no channels.json, so it is no export of a Slack workspace',
    'Write the path of the ZIP that Slack gave you into export_file, as it is.',
  );
}

function within<Value>(top: string, byPath: ReadonlyMap<string, Value>): Map<string, Value> {
  const inside = [...byPath].filter(
    ([path]) => path.startsWith(top) && !path.slice(top.length).includes('/'),
  );
  return new Map(inside.map(([path, value]) => [path.slice(top.length), value]));
}

function foldersWithin(top: string, found: Found): Map<string, ConversationFolder> {
  const folders = new Map<string, ConversationFolder>();
  for (const [path, folder] of found.folders) {
    const name = path.startsWith(top) ? path.slice(top.length, -1) : '';
    if (name === '' || name.includes('/')) {
      tellStrange(found, path);
    } else folders.set(name, { name, ...folder });
  }
  return folders;
}
