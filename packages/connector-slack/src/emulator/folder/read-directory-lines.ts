import type { SlackContext } from '../slack-method.js';
import type { JsonObject } from '../workspace/json-object.js';
import { teamIdOf } from '../workspace/workspace.js';
import { requireKnownChannel } from './read-channel-lines.js';
import { requireObject, requireText } from './read-lines.js';

/** Who is of another workspace can be looked up but is in no list. */
export function readUserLine(line: JsonObject, { workspace }: SlackContext): void {
  const isOurs = line.team_id === undefined || line.team_id === teamIdOf(workspace);
  (isOurs ? workspace.users : workspace.strangers).put(requireText(line, 'id'), line);
}

/** `{"name": …, "value": …}` */
export function readEmojiLine(line: JsonObject, { workspace }: SlackContext): void {
  const name = requireText(line, 'name');
  workspace.emoji.put(name, [name, requireText(line, 'value')]);
}

/** `{"channel": …, "pin": {…}}` */
export function readPinLine(line: JsonObject, context: SlackContext): void {
  const { pins } = requireKnownChannel(line, 'channel', context);
  pins.put(String(pins.size), requireObject(line, 'pin'));
}

/** As Slack sends them, with `channel_id`. */
export function readBookmarkLine(line: JsonObject, context: SlackContext): void {
  requireKnownChannel(line, 'channel_id', context).bookmarks.put(requireText(line, 'id'), line);
}
