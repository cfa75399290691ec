import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase, readTables } from '../__fixtures__/database.js';
import { runEtl } from '../__fixtures__/etl-process.js';
import { expectRefusal, type Refusal } from '../__fixtures__/expect-refusal.js';
import { createKillProof, spread, type Day } from '../__fixtures__/kill-proof.js';
import type { Project } from '../__fixtures__/project.js';
import {
  createSlackProject,
  slackYaml,
  SLACK_SOURCE,
  startSlack,
  type SlackEmulator,
} from '../__fixtures__/slack.js';
import { channelId, fillSlack } from '../__fixtures__/slack-data.js';
import { createExportProject, exportWorkspace, zipOf } from '../__fixtures__/slack-export.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';
import { createWorkers } from '../__fixtures__/workers.js';

const makeFolder = useTemporaryFolders();
const CHANNELS = 5;
const NOW = Date.now();
const HOUR = 3_600_000;
const { runUndisturbed, killAndRunAgain, ...proof } = createKillProof('messages');
const turns = createWorkers([1, 2]);
let slack: SlackEmulator;
let file: string;
let alone: Day;

beforeAll(async () => {
  slack = await startSlack();
  fillSlack(slack, { channels: CHANNELS, messages: 60, now: NOW - HOUR });
  file = await exportWorkspace(slack, await makeFolder(), NOW);
  alone = await runUndisturbed(await createExportProject({ directory: await makeFolder(), file }));
});
afterAll(() => slack.close());

/** What the vendor says, without what differs from reading to reading. */
async function readColumns(database: string): Promise<Record<string, string[]>> {
  const tables = await readTables(database);
  const own = ([column]: [string, unknown]): boolean =>
    !column.startsWith('_etl_') || column === '_etl_deleted_at';
  return Object.fromEntries(
    ['messages', 'reactions', 'files'].map((table) => [
      table,
      (tables[table] ?? [])
        .filter(({ _etl_deleted_at: deletedAt }) => deletedAt === null)
        .map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(own))))
        .sort(),
    ]),
  );
}

describe('an export, read by the command', () => {
  it('is described by `etl check`', async () => {
    const project = await createExportProject({ directory: await makeFolder(), file });
    const { code, stdout, stderr } = await runEtl(['check'], project);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Slack export ${file}`);
    expect(stdout).toContain(`conversations: ${CHANNELS}, ${CHANNELS} of them with messages`);
    expect(stdout).toMatch(/days: \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d/);
  });

  it('is the workspace as it was, and a second run changes nothing', async () => {
    const project = await createExportProject({ directory: await makeFolder(), file });
    await copyFile(alone.database, project.database);
    const before = await readTables(project.database);
    const rows = await queryDatabase(
      project.database,
      'SELECT channel_id, ts, root_ts, placement FROM SLACK_DATA.messages',
    );
    const place = ({ channel_id, ts, root_ts, placement }: any) =>
      [channel_id, ts, root_ts, placement].join(' ');
    expect(rows.map(place).sort()).toEqual(slack.truth.messages().map(place).sort());
    expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
    expect(await readTables(project.database)).toEqual(before);
  });

  it('followed by the API is what the API alone reads: nothing lost, nothing doubled', async () => {
    const { changes, truth } = slack;
    const project = await createSlackProject({ directory: await makeFolder(), slack });
    await copyFile(alone.database, project.database);
    const roots = truth.messages(channelId(1)).filter(({ message }) => message.reply_count !== undefined);
    const recent = truth.messages(channelId(2)).filter(({ placement }) => placement === 'channel');
    changes.post(channelId(1), { text: 'new' });
    changes.reply(channelId(1), roots.at(-1)?.ts ?? '', { text: 'late reply' });
    changes.edit(channelId(2), recent.at(-1)?.ts ?? '', { text: 'renamed' });
    changes.remove(channelId(2), recent.at(-2)?.ts ?? '');
    const fresh = await createSlackProject({ directory: await makeFolder(), slack });
    for (const either of [project, fresh]) {
      expect(await runEtl(['run'], either)).toMatchObject({ code: 0, stderr: '' });
    }
    expect(await readColumns(project.database)).toEqual(await readColumns(fresh.database));
    // And the export, which is older now, brings nothing back.
    const before = await readTables(fresh.database);
    await fresh.write(SLACK_SOURCE, slackYaml({ export_file: file, api_token: undefined }));
    expect(await runEtl(['run'], fresh)).toMatchObject({ code: 0, stderr: '' });
    expect(await readTables(fresh.database)).toEqual(before);
  });
});

describe('a run of an export, killed and run again, leaves the tables of an undisturbed run', () => {
  it.concurrent.each([...spread('event', 4), ...spread('commit', 2)])('%s', (_, instant) =>
    turns.use(async () => {
      await killAndRunAgain(
        instant,
        alone,
        await createExportProject({ directory: await makeFolder(), file }),
      );
    }),
  );

  it('was killed', () => {
    expect(proof.signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThanOrEqual(4);
  });
});

const CHANNEL_LIST = {
  name: 'channels.json',
  content: '[{"id":"C1","name":"general"},{"id":"C2","name":"random"}]',
};
const GOOD_DAY = { name: 'random/2026-01-02.json', content: '[{"ts":"1767312000.000001"}]' };

describe('an export that is of no use is one message', () => {
  const cases: Readonly<Record<string, Refusal & { readonly file: (project: Project) => Promise<string> }>> =
    {
      'a path where nothing is': {
        file: async ({ directory }) => join(directory, 'none.zip'),
        code: 2,
        says: [/^slack\.\* failed: The Slack export \/.*none\.zip does not exist\. .*export_file\.$/m],
      },
      'a file that is no ZIP': {
        file: async (project) => {
          await project.write('export.zip', '{"ok":true}');
          return 'export.zip';
        },
        code: 2,
        says: [/^slack\.\* failed: The Slack export \/.*export\.zip is not a whole ZIP file/],
      },
      'a ZIP of something else': {
        file: async (project) => {
          await project.write('export.zip', await zipOf([{ name: 'photo.txt', content: 'x' }]));
          return 'export.zip';
        },
        code: 2,
        says: [/holds no channels\.json/],
      },
      'a day that is cut off: the other channel is loaded': {
        file: async (project) => {
          const day = { name: 'general/2026-01-02.json', content: '[{"ts":"1767312000.000001"},' };
          await project.write(
            'export.zip',
            await zipOf([CHANNEL_LIST, { name: 'users.json', content: '[]' }, day, GOOD_DAY]),
          );
          return 'export.zip';
        },
        code: 1,
        says: [/slack\.messages.*"general\/2026-01-02\.json" is cut off after 28 characters\. .*\.$/m],
      },
    };

  it.each(Object.entries(cases))('%s', async (_, { file: makeFile, ...refusal }) => {
    const project = await createExportProject({ directory: await makeFolder(), file: '' });
    const path = await makeFile(project);
    await project.write(SLACK_SOURCE, slackYaml({ export_file: path, api_token: undefined }));
    expectRefusal(await runEtl(['run'], project), refusal);
    if (refusal.code === 1) {
      const rows = await queryDatabase(project.database, 'SELECT channel_id, ts FROM SLACK_DATA.messages');
      expect(rows).toEqual([{ channel_id: 'C2', ts: '1767312000.000001' }]);
    }
  });
});
