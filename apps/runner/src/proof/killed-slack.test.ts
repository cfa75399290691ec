import { copyFile } from 'node:fs/promises';
import { createManualClock } from '@etl/emulator-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { EAGER_COMMITS } from '../__fixtures__/eager-commits.js';
import { createKillProof, spread, STARTING, type Day } from '../__fixtures__/kill-proof.js';
import type { Project } from '../__fixtures__/project.js';
import { createSlackProject, startSlack, type SlackEmulator } from '../__fixtures__/slack.js';
import { channelId, fillSlack } from '../__fixtures__/slack-data.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';
import { createWorkers } from '../__fixtures__/workers.js';
import { YESTERDAY } from '../__fixtures__/yesterday.js';

const makeFolder = useTemporaryFolders();
const CHANNELS = 5;
const MESSAGES = 60;
const NOW = Date.now();
const HOUR = 3_600_000;
const { runUndisturbed, killAndRunAgain, ...proof } = createKillProof('messages', EAGER_COMMITS);
/** No more runs at a time than keep the machine busy. */
const turns = createWorkers([1, 2, 3]);
let days: { first: Day; second: Day; /** Channel and `ts` of what the second day left. */ truth: string[] };
let loadedYesterday: string;

/** Everything is read by every run, so that what happened since a kill is seen. */
const READ_ALL = { details_every: '0s', thread_recheck_every: '0s', thread_look_back: '90d' };

async function makeProject(
  slack: SlackEmulator,
  config: Readonly<Record<string, string>> = {},
): Promise<Project> {
  return createSlackProject({ directory: await makeFolder(), slack, config });
}

/** Each gets a workspace of its own, as it was on the first day; a page holds few messages. */
async function withWorkspace(work: (slack: SlackEmulator, project: Project) => Promise<void>): Promise<void> {
  await turns.use(async () => {
    const slack = await startSlack({ clock: createManualClock(NOW - HOUR), largestPage: 25 });
    try {
      fillSlack(slack, { channels: CHANNELS, messages: MESSAGES, now: NOW - 26 * HOUR });
      await work(slack, await makeProject(slack));
    } finally {
      await slack.close();
    }
  });
}

/** The part of the next day's changes that had happened at noon: edits, deletions, late replies and new messages. */
function changeUntilNoon({ changes, truth }: SlackEmulator): void {
  const messages = truth.messages(channelId(1)).filter(({ placement }) => placement === 'channel');
  const [oldest] = messages;
  for (const { ts } of messages.slice(-4)) changes.edit(channelId(1), ts, { text: 'renamed' });
  for (const { ts } of messages.slice(-8, -6)) changes.remove(channelId(1), ts);
  changes.reply(channelId(1), oldest?.ts ?? '', { text: 'late reply', user: 'U3' });
  for (let index = 0; index < 30; index += 1)
    changes.post(channelId(2), { text: `new ${index}`, user: 'U3' });
  changes.createChannel({ id: channelId(CHANNELS), name: 'young', created: 1_500_000_000 });
  changes.post(channelId(CHANNELS), { text: 'first', user: 'U1' });
}

/** What a run sees although an earlier one had read up to this hour. */
function changeAfterNoon({ changes, truth }: SlackEmulator): void {
  const [root] = truth.messages(channelId(3)).filter(({ message }) => message.reply_count === 3);
  const replies = truth.messages(channelId(3)).filter(({ root_ts: rootTs }) => rootTs === root?.ts);
  changes.remove(channelId(3), replies.at(-1)?.ts ?? '');
  const recent = truth.messages(channelId(4)).at(-1);
  changes.react(channelId(4), recent?.ts ?? '', 'eyes', 'U1');
  changes.leave(channelId(2), 'U2');
  changes.archive(channelId(0));
}

beforeAll(async () => {
  await withWorkspace(async (_, project) => {
    const first = await runUndisturbed(project);
    await withWorkspace(async (slack, later) => {
      loadedYesterday = (await runUndisturbed(later, { node: YESTERDAY })).database;
      const project = await makeProject(slack, READ_ALL);
      await copyFile(loadedYesterday, project.database);
      changeUntilNoon(slack);
      changeAfterNoon(slack);
      const truth = slack.truth.messages().map(({ channel_id: channel, ts }) => `${channel} ${ts}`);
      days = { first, second: await runUndisturbed(project), truth: truth.sort() };
    });
  });
});

describe('a first run of Slack, killed and run again, leaves the tables of an undisturbed run', () => {
  it.concurrent.each([...STARTING, ...spread('event', 11), ...spread('commit', 5)])('%s', (_, instant) =>
    withWorkspace((_slack, project) => killAndRunAgain(instant, days.first, project)),
  );
});

describe('a second run, killed while the workspace changes and run again, does so too', () => {
  it.concurrent.each([...spread('event', 10), ...spread('commit', 5)])('%s', (_, instant) =>
    withWorkspace(async (slack) => {
      const project = await makeProject(slack, READ_ALL);
      await copyFile(loadedYesterday, project.database);
      changeUntilNoon(slack);
      await killAndRunAgain(instant, days.second, project, () => {
        changeAfterNoon(slack);
      });
    }),
  );
});

describe('the proof itself', () => {
  it('saw the second day: edits, new messages, late replies, and messages that are gone', () => {
    const { messages = [], channels = [] } = days.second.outcome.tables;
    const live = messages.filter((row) => !row.includes('"_etl_deleted_at":"deleted"'));
    expect(messages.filter((row) => row.includes('renamed'))).toHaveLength(4);
    expect(messages.filter((row) => row.includes('late reply'))).toHaveLength(1);
    expect(messages.filter((row) => row.includes('"new '))).toHaveLength(30);
    expect(messages.length - live.length).toBe(2);
    expect(live.filter((row) => row.includes('tombstone'))).toHaveLength(1);
    const places = live
      .map((row) => JSON.parse(row))
      .map(({ channel_id: channel, ts }) => `${channel} ${ts}`);
    expect(places.sort()).toEqual(days.truth);
    expect(channels.filter((row) => row.includes('young'))).toHaveLength(1);
  });

  it('killed where it meant to, also inside commits', () => {
    expect(proof.signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThanOrEqual(30);
    expect(proof.killedInCommit()).toBeGreaterThan(0);
  });
});
