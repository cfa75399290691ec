import { dirname, basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAccount } from '../__fixtures__/account.js';
import type { FileToZip } from '../emulator/export/write-zip.js';
import { slack } from '../slack.js';
import { requestOf } from './__fixtures__/read-export.js';
import { zipFile } from './__fixtures__/zip-file.js';

const { signal } = new AbortController();
const FILES: FileToZip[] = [
  { name: 'channels.json', content: '[{"id":"C1","name":"general"},{"id":"C2","name":"empty"}]' },
  { name: 'users.json', content: '[]' },
  { name: 'general/2025-06-15.json', content: '[{"ts":"1750000000.000001"}]' },
  { name: 'general/2025-06-17.json', content: '[]' },
];
const DETAILS = {
  conversations: '2, 1 of them with messages',
  days: '2025-06-15 to 2025-06-17',
  whole_from: '2025-06-16T12:00:00.000Z',
};

describe('the check of an export', () => {
  it('tells what it holds', async () => {
    const path = await zipFile(FILES);
    expect(await slack({ export_file: path }).check(signal)).toEqual({
      account: `Slack export ${path}`,
      details: DETAILS,
    });
  });

  it('tells of conversations that cannot be read, and of an export without messages', async () => {
    const broken = await zipFile([...FILES, { name: 'secret/2025-06-15.json', content: '[]' }]);
    const { details } = await slack({ export_file: broken }).check(signal);
    expect(details?.problems).toMatch(/^1, e\.g\. .*"secret" belongs to no conversation/);
    const empty = await zipFile(FILES.slice(0, 2));
    expect((await slack({ export_file: empty }).check(signal)).details).toMatchObject({ days: 'none' });
  });

  it('stands beside that of the token', async () => {
    const slackAccount = await startAccount();
    const path = await zipFile(FILES);
    const { account, details } = await slackAccount.source({ export_file: path }).check(signal);
    expect(account).toMatch(/^Slack workspace Halden/);
    expect(details).toMatchObject({
      token: expect.any(String) as string,
      export: `Slack export ${path}`,
      ...DETAILS,
    });
  });

  it('of a file that is gone is an error, also beside a token', async () => {
    const slackAccount = await startAccount();
    for (const config of [{}, { api_token: undefined }]) {
      await expect(
        slackAccount.source({ export_file: '/nowhere.zip', ...config }).check(signal),
      ).rejects.toMatchObject({
        kind: 'config',
        code: 'export_unreadable',
      });
    }
  });
});

describe('a source with an export', () => {
  it('finds a relative path from the folder above the configuration', async () => {
    const path = await zipFile(FILES);
    const source = slack({ export_file: basename(path) }, { baseDirectory: dirname(path) });
    expect((await source.check(signal)).account).toBe(`Slack export ${path}`);
  });

  it('alone refuses to leave out a channel that is to be included', async () => {
    const path = await zipFile(FILES);
    const source = slack({ export_file: path, channels: { include: ['general', 'C9'] } });
    await expect(source.streams(signal)).rejects.toMatchObject({
      code: 'slack_unknown_channel',
      message: 'channels.include names C9, which the export does not hold.',
    });
    const known = slack({ export_file: path, channels: { include: ['general', 'C2'] } });
    expect((await known.streams(signal)).map(({ name }) => name)).toEqual([
      'channels',
      'channel_members',
      'users',
      'messages',
    ]);
  });

  it('plans what the export adds, and what is left to the API', async () => {
    const account = await startAccount();
    const path = await zipFile(FILES);
    const plans = async (config: object) => {
      const streams = await account.source({ export_file: path, ...config }).streams(signal);
      const messages = streams.find(({ name }) => name === 'messages')!;
      return messages.plan(requestOf(new Map(), { startedAt: Date.UTC(2025, 5, 20) }));
    };
    const alone = await plans({ api_token: undefined });
    expect(alone).toEqual([expect.objectContaining({ partition: 'C1', reason: 'uncovered' })]);
    const both = await plans({ export_start_date: '2025-01-01' });
    expect(both.slice(0, 1)).toEqual(alone);
    // Threads are watched for 30 days.
    const watched = Date.UTC(2025, 5, 20) - 30 * 86_400_000;
    expect(both.slice(1)).toEqual([expect.objectContaining({ partition: 'C1', from: watched })]);
  });

  it('alone costs no request', async () => {
    const path = await zipFile(FILES);
    for (const stream of await slack({ export_file: path }).streams(signal)) {
      const request = { ...requestOf(new Map()), mayAsk: true };
      expect(await stream.estimate?.(request)).toEqual({ requests: [], isExact: true });
    }
  });

  it('warns of files that Slack does not put into exports', async () => {
    const account = await startAccount();
    const strange = Array.from({ length: 7 }, (_, number) => ({
      name: `general/note-${number}.txt`,
      content: '',
    }));
    const config = { api_token: undefined, export_file: await zipFile([...FILES, ...strange]) };
    const { receipt, events } = await account.run(['messages'], { config });
    expect(receipt().outcome).toBe('proved');
    expect(events).toEqual([
      {
        type: 'warning',
        code: 'export_strange_files',
        message: expect.stringMatching(/it is not read: "general\/note-0\.txt", .* and 2 more\.$/) as string,
      },
    ]);
  });

  it('needs a credential or a file, and not two credentials', () => {
    expect(() => slack({})).toThrow('write api_token or oauth, or export_file');
    const oauth = { client_id: 'a', client_secret: 'b', refresh_token: 'c' };
    expect(() => slack({ api_token: 'x', oauth })).toThrow('write either api_token or oauth');
  });
});
