import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ask, start } from '../__fixtures__/ask.js';
import type { GongEmulator } from '../index.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');

async function startFilled(): Promise<GongEmulator> {
  const emulator = await start({ clock: createManualClock(NOON), timeZone: 'America/Los_Angeles' });
  const { users, lists } = emulator;
  users.add({ id: '1', emailAddress: 'one@example.com' });
  lists.libraryFolders.add({ id: '5', name: 'Best', updated: '2026-01-01T00:00:00Z' });
  lists.libraryCalls.add('{"folderId":"5","call":{ "id": 7782342274025937895 }}');
  lists.flows.add({ flowOwnerEmail: 'one@example.com', flow: { id: '1', workspaceId: '71' } });
  lists.flows.add({ flowOwnerEmail: 'two@example.com', flow: { id: '2' } });
  lists.flows.add({ flowOwnerEmail: null, flow: { id: '3' } });
  for (const [date, value] of [
    ['2026-02-01', 1],
    ['2026-02-02', 2],
  ] as const) {
    const personInteractionStats = [{ name: 'Patience', value }];
    lists.interactionStats.add({ date, stats: { userId: '1', personInteractionStats } });
    const activity = { fromDate: `${date}T00:00:00-08:00`, callsAsHost: [] };
    lists.activityByDay.add({ userId: '1', activity });
  }
  return emulator;
}

describe('what belongs to something else', () => {
  it('travels as it stands, with its folder around it', async () => {
    const emulator = await startFilled();
    const { text, json } = await ask(emulator, '/v2/library/folder-content?folderId=5');
    expect(text).toContain('"calls":[{ "id": 7782342274025937895 }]');
    expect(json).toMatchObject({ id: '5', name: 'Best', createdBy: null });
  });

  it.each([
    ['/v2/library/folder-content', '400 folderId: is required'],
    ['/v2/library/folder-content?folderId=6', '404 Folder ID 6 was not found'],
    ['/v2/users/9/settings-history', '404 User ID 9 was not found'],
    ['/v2/all-permission-profiles', '400 workspaceId: is required'],
    ['/v2/flows?flowOwnerEmail=nobody@example.com', '404 User with email nobody@example.com was not found'],
    ['/v2/logs?fromDateTime=2026-02-01T00:00:00Z', '400 logType: is required'],
    ['/v2/logs?logType=AccessLog', '400 fromDateTime: is required'],
    ['/v2/logs?logType=Access&fromDateTime=2026-02-01T00:00:00Z', /^400 logType: must be one of AccessLog/],
    [
      '/v2/logs?logType=AccessLog&fromDateTime=2026-02-01T00:00:00Z',
      '404 No log entries found corresponding to the provided filters',
    ],
    ['/v2/coaching?workspaceId=71&managerId=1', '400 workspace-id: is required'],
    [
      '/v2/coaching?workspace-id=71&manager-id=9&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
      '400 manager-id: there is no user 9',
    ],
  ])('GET %s answers %s', async (path, expected) => {
    const { status, json } = await ask(await startFilled(), path);
    expect(`${status} ${json.errors[0]}`).toMatch(expected);
  });

  it('flows of a user are the user’s and the company’s, of all workspaces or one', async () => {
    const emulator = await startFilled();
    const list = async (query: string): Promise<string[]> =>
      (await ask(emulator, `/v2/flows?flowOwnerEmail=${query}`)).json.flows.map(({ id }: any) => id);
    expect(await list('one@example.com')).toEqual(['1', '3']);
    expect(await list('one@example.com&workspaceId=72')).toEqual(['3']);
  });
});

describe('statistics', () => {
  const PATHS = ['/v2/stats/interaction', '/v2/stats/activity/day-by-day'];

  it.each(
    PATHS.flatMap((path) => [
      [path, {}, '400 filter.fromDate: must not be null'] as const,
      [path, { fromDate: '2026-02-01' }, '400 filter.toDate: must not be null'] as const,
      [
        path,
        { fromDate: '2026-02-01', toDate: '2026-03-02' },
        '400 filter.toDate: must not be after 2026-03-01',
      ] as const,
      [
        path,
        { fromDate: '2026-01-01', toDate: '2026-02-01' },
        /^404 No .* found corresponding to the provided filters\.$/,
      ] as const,
      [
        path,
        { fromDate: '2026-02-01', toDate: '2026-02-03', userIds: ['2'] },
        /^404 No .* found corresponding to the provided filters\.$/,
      ] as const,
    ]),
  )('POST %s with %o answers %s', async (path, filter, expected) => {
    const { status, json } = await ask(await startFilled(), path, { body: { filter } });
    expect(`${status} ${json.errors[0]}`).toMatch(expected);
  });

  it('of a range are one record per user for interaction, and one per day inside the user for activity', async () => {
    const emulator = await startFilled();
    const body = { filter: { fromDate: '2026-02-01', toDate: '2026-02-03' } };
    const { json: interaction } = await ask(emulator, PATHS[0]!, { body });
    const { json: activity } = await ask(emulator, PATHS[1]!, { body });
    expect(interaction).toMatchObject({
      timeZone: 'America/Los_Angeles',
      peopleInteractionStats: [{ userId: '1', personInteractionStats: [{ name: 'Patience', value: 1.5 }] }],
    });
    expect(activity.usersDetailedActivities[0].userDailyActivityStats).toHaveLength(2);
  });
});

describe('a data folder', () => {
  it('may hold them, each beside its owner', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'gong-children-'));
    try {
      await writeFile(`${directory}/users.ndjson`, '{"id":"1","emailAddress":"one@example.com"}\n');
      await writeFile(`${directory}/flows.ndjson`, '{"flow":{"id":"3","name":"New leads"}}\n');
      await writeFile(
        `${directory}/user_settings_history.ndjson`,
        '{"userId":"1","change":{"setting":"a"}}\n',
      );
      const emulator = await start({ dataDirectory: directory });
      const flows = await ask(emulator, '/v2/flows?flowOwnerEmail=one@example.com');
      const history = await ask(emulator, '/v2/users/1/settings-history');
      expect(flows.text).toContain('"flows":[{"id":"3","name":"New leads"}]');
      expect(history.text).toContain('"userSettingsHistory":[{"setting":"a"}]');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
