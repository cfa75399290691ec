import { kindOf, type Channel, type ChannelKind } from '../workspace/channel.js';
import type { JsonObject } from '../workspace/json-object.js';
import type { Workspace } from '../workspace/workspace.js';
import { exportDays, type DayOptions } from './export-messages.js';
import type { FileToZip } from './write-zip.js';

/** What an export is asked for. */
export interface ExportOptions extends Partial<DayOptions> {
  /** `public`: what every owner may export; `all`: private channels and direct messages, too. Default `public`. */
  readonly conversations?: 'public' | 'all';
  /** Under which name people are listed: `org_users.json` in exports of an organisation. Default `users.json`. */
  readonly usersFile?: 'users.json' | 'org_users.json';
}

const LISTS: Readonly<Record<ChannelKind, string>> = {
  public_channel: 'channels.json',
  private_channel: 'groups.json',
  mpim: 'mpims.json',
  im: 'dms.json',
};

/** The files of an export of the workspace as it is now. */
export function* exportFiles(workspace: Workspace, options: ExportOptions = {}): Generator<FileToZip> {
  const { conversations = 'public', usersFile = 'users.json', zone = 0, ...range } = options;
  const channels = workspace.channels
    .values()
    .filter((channel) => conversations === 'all' || kindOf(channel) === 'public_channel');
  yield* exportLists(channels);
  yield { name: usersFile, content: write(workspace.users.values()) };
  yield { name: 'integration_logs.json', content: write([]) };
  yield { name: 'canvases.json', content: write([]) };
  for (const channel of channels) {
    const folder = folderOf(channel);
    for (const { date, messages } of exportDays(channel, { zone, ...range })) {
      yield { name: `${folder}/${date}.json`, content: write(messages) };
    }
  }
}

/** channels.json is always there, the others where there is something to list. */
function* exportLists(channels: readonly Channel[]): Generator<FileToZip> {
  for (const [kind, name] of Object.entries(LISTS)) {
    const listed = channels.filter((channel) => kindOf(channel) === kind);
    if (listed.length > 0 || kind === 'public_channel') {
      yield { name, content: write(listed.map(exportChannel)) };
    }
  }
}

/** The file name that Slack gives an export of a range. */
export function exportName(from: string, to: string): string {
  const write = (date: string): string => {
    const [, weekdayless = ''] = /^\w+, (.*)$/.exec(new Date(`${date}T00:00:00Z`).toUTCString()) ?? [];
    const [day, month, year] = weekdayless.split(' ');
    return `${month} ${Number(day)} ${year}`;
  };
  return `Halden Systems Slack export ${write(from)} - ${write(to)}.zip`;
}

function folderOf(channel: Channel): string {
  const { name } = channel.object;
  return kindOf(channel) === 'im' || typeof name !== 'string' ? channel.id : name;
}

function exportChannel(channel: Channel): JsonObject {
  const { object, id } = channel;
  const members = channel.members.values();
  const { created } = object;
  if (kindOf(channel) === 'im') return { id, created, members };
  const { name, creator, is_archived = false, is_general = false, topic, purpose } = object;
  const pins = channel.pins.values().map(({ created: pinned, created_by: user, message }) => {
    const { ts } = (message ?? {}) as { readonly ts?: unknown };
    return { id: ts, type: 'C', created: pinned, user, owner: user };
  });
  return { id, name, created, creator, is_archived, is_general, members, pins, topic, purpose };
}

/** As PHP writes JSON: with spaces, escaped slashes, and ASCII only. */
function write(values: readonly JsonObject[]): string {
  return JSON.stringify(values, undefined, 4)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
