import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask, start } from '../__fixtures__/ask.js';
import { startSandbox } from '../index.js';

type Files = Readonly<Record<string, readonly (object | string)[]>>;

const CHANNEL = { id: 'C1', name: 'general', is_channel: true, is_member: true, num_members: 2 };
const MESSAGE = { type: 'message', ts: '1512085950.000216', text: 'x', user: 'U1' };

async function writeFolder(files: Files): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'slack-data-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [file, lines] of Object.entries(files)) {
    const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    await writeFile(join(directory, file), `${texts.join('\n')}\n\n`);
  }
  return directory;
}

describe('a folder', () => {
  it('is served as Slack would serve it', async () => {
    const root = { ...MESSAGE, thread_ts: MESSAGE.ts };
    const reply = { ...MESSAGE, ts: '1512085951.000001', thread_ts: MESSAGE.ts, text: 'reply' };
    const dataDirectory = await writeFolder({
      'team.ndjson': [{ id: 'T7', name: 'Seven', domain: 'seven' }],
      'users.ndjson': [
        { id: 'U1', team_id: 'T7', name: 'ada' },
        { id: 'U2', team_id: 'T8', name: 'stranger' },
      ],
      'user_groups.ndjson': [{ id: 'S1', handle: 'all', date_delete: 0 }],
      'emoji.ndjson': [{ name: 'halden', value: 'alias:tada' }],
      'channels.ndjson': [CHANNEL, { id: 'C2', is_member: false }],
      'channel_members.ndjson': [{ channel: 'C1', user: 'U1' }],
      'messages.ndjson': [
        { channel: 'C1', message: root },
        { channel: 'C1', message: reply },
        { channel: 'C1', message: { ...reply, ts: '1512085952.000001', subtype: 'thread_broadcast' } },
      ],
      'pins.ndjson': [{ channel: 'C1', pin: { type: 'message', created: 1 } }],
      'bookmarks.ndjson': [{ id: 'Bk1', channel_id: 'C1' }],
    });
    const { emulator } = await start({ empty: false, dataDirectory });
    expect((await ask(emulator, 'auth.test')).json).toMatchObject({ team_id: 'T7' });
    const { messages } = (await ask(emulator, 'conversations.history', { channel: 'C1' })).json;
    expect(messages.map(({ ts }: any) => ts)).toEqual(['1512085952.000001', MESSAGE.ts]);
    expect(messages[1]).toMatchObject({ reply_count: 2, latest_reply: '1512085952.000001' });
    expect((await ask(emulator, 'users.list')).json.members).toHaveLength(1);
    expect((await ask(emulator, 'users.info', { user: 'U2' })).json.ok).toBe(true);
    expect((await ask(emulator, 'conversations.list')).json.channels).toMatchObject([
      { id: 'C1', num_members: 2, is_member: true },
      { id: 'C2', num_members: 0, is_member: false },
    ]);
    expect((await ask(emulator, 'pins.list', { channel: 'C1' })).json.items).toHaveLength(1);
    expect((await ask(emulator, 'bookmarks.list', { channel_id: 'C1' })).json.bookmarks).toHaveLength(1);
    expect((await ask(emulator, 'usergroups.list')).json.usergroups).toHaveLength(1);
    expect((await ask(emulator, 'emoji.list')).json.emoji).toEqual({ halden: 'alias:tada' });
  });

  it('is served by the sandbox', async () => {
    const sandbox = await startSandbox({
      dataDirectory: await writeFolder({ 'channels.ndjson': [CHANNEL] }),
    });
    onTestFinished(() => sandbox.close());
    expect(sandbox.emulator.truth.channels()).toHaveLength(1);
  });

  it.each<[string, Files, string]>([
    ['not JSON', { 'channels.ndjson': [CHANNEL, '{"id":'] }, 'channels.ndjson line 2: '],
    [
      'no object',
      { 'users.ndjson': ['7'] },
      'users.ndjson line 1: not a JSON object. Correct or remove this line.',
    ],
    ['no id', { 'users.ndjson': [{}] }, 'a record needs `id`'],
    [
      'a channel twice',
      { 'channels.ndjson': [CHANNEL, CHANNEL] },
      'line 2: channel C1 stands in an earlier line',
    ],
    [
      'an unknown channel',
      { 'messages.ndjson': [{ channel: 'C9' }] },
      'channel C9 is not in channels.ndjson',
    ],
    [
      'no message',
      { 'channels.ndjson': [CHANNEL], 'messages.ndjson': [{ channel: 'C1' }] },
      'a record needs `message`',
    ],
    [
      'a ts that is a number',
      {
        'channels.ndjson': [CHANNEL],
        'messages.ndjson': [{ channel: 'C1', message: { ts: 1512085950.000216 } }],
      },
      'a record needs `ts`, a text',
    ],
    [
      'a ts that lost digits',
      {
        'channels.ndjson': [CHANNEL],
        'messages.ndjson': [{ channel: 'C1', message: { ts: '1512085950.0002' } }],
      },
      '`ts` must be a text such as "1512085950.000216"',
    ],
    ['another file', { 'unicorns.ndjson': [] }, 'unicorns.ndjson: the name is not one of Slack'],
    ['nothing', { 'readme.txt': [] }, 'holds no .ndjson file'],
  ])('is refused with file and line: %s', async (_, files, message) => {
    await expect(start({ empty: false, dataDirectory: await writeFolder(files) })).rejects.toThrow(message);
  });
});
