import { readdir } from 'node:fs/promises';
import type { SlackContext } from '../slack-method.js';
import { readChannelLine, readMemberLine, readMessageLine } from './read-channel-lines.js';
import { readBookmarkLine, readEmojiLine, readPinLine, readUserLine } from './read-directory-lines.js';
import { readRecords, requireText } from './read-lines.js';
import type { JsonObject } from '../workspace/json-object.js';

/** In this order: what is referred to comes first. */
const READERS: Readonly<Record<string, (line: JsonObject, context: SlackContext) => void>> = {
  'team.ndjson': (line, { workspace }) => {
    workspace.team = line;
  },
  'users.ndjson': readUserLine,
  'user_groups.ndjson': (line, { workspace }) => {
    workspace.userGroups.put(requireText(line, 'id'), line);
  },
  'emoji.ndjson': readEmojiLine,
  'channels.ndjson': readChannelLine,
  'channel_members.ndjson': readMemberLine,
  'messages.ndjson': readMessageLine,
  'pins.ndjson': readPinLine,
  'bookmarks.ndjson': readBookmarkLine,
};

/**
 * Fills a workspace from a folder of records in Slack's shapes, one JSON object a line.
 *
 * @throws Error naming file and line when a line cannot be served; naming the folder when it holds none of the files.
 */
export async function fillFromFolder(context: SlackContext, directory: string): Promise<void> {
  const files = new Set((await readdir(directory)).filter((file) => file.endsWith('.ndjson')));
  if (files.size === 0) {
    throw new Error(
      `${directory} holds no .ndjson file: point to a folder with channels.ndjson, messages.ndjson, ….`,
    );
  }
  for (const [file, read] of Object.entries(READERS)) {
    if (!files.delete(file)) continue;
    await readRecords(directory, file, (line) => {
      read(line, context);
    });
  }
  const [unknown] = files;
  if (unknown === undefined) return;
  throw new Error(
    `${unknown}: the name is not one of Slack's lists. Rename it to one of ${Object.keys(READERS).join(', ')}, or remove it.`,
  );
}
