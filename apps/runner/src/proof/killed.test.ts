import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGong, type GongEmulator } from '../__fixtures__/gong.js';
import {
  buildCall,
  buildGongData,
  buildTranscript,
  buildUser,
  callId,
  userId,
} from '../__fixtures__/gong-data.js';
import { createKillProof, spread, STARTING, type Day } from '../__fixtures__/kill-proof.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { createWorkers, type Workers } from '../__fixtures__/workers.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();

const CALLS = 500;
const NOW = Date.now();
const HOUR = 3_600_000;
const data = buildGongData({ calls: CALLS, now: NOW });

/** Puts the account into the state of the first day. */
function setFirstDay({ calls, users }: GongEmulator): void {
  for (let index = CALLS; calls.size > CALLS; index += 1) calls.remove(callId(index));
  const transcripts = new Map(data.transcripts.map((text) => [JSON.parse(text).callId as string, text]));
  data.calls.forEach((extensive, index) => {
    const input = { extensive, transcript: transcripts.get(callId(index)) };
    if (calls.size < CALLS) calls.add(input);
    else calls.update(callId(index), input);
  });
  data.users.forEach((user, index) => {
    users.remove(userId(index));
    users.add(user);
  });
}

/** The part of the next day's changes that had happened at noon: titles of later calls, new calls, transcripts. */
function changeUntilNoon({ calls }: GongEmulator): void {
  for (let index = 0; index < 40; index += 1) {
    calls.update(callId(index), {
      extensive: buildCall(index, NOW - (index + 1) * HOUR, `renamed ${index}`),
    });
  }
  for (let index = CALLS; index < CALLS + 20; index += 1) {
    calls.add({ extensive: buildCall(index, NOW - HOUR - 30_000 * (index - CALLS)) });
  }
}

function changeAfterNoon({ calls, users }: GongEmulator): void {
  for (let index = CALLS; index < CALLS + 20; index += 1) {
    calls.update(callId(index), { transcript: buildTranscript(index) });
  }
  users.remove(userId(3));
  users.update(userId(4), buildUser(4).replace('Tester', 'Married'));
}

let workers: Workers<GongEmulator>;
let days: { first: Day; second: Day };
const { runUndisturbed, killAndRunAgain, ...proof } = createKillProof('calls');

async function makeProject(gong: GongEmulator): Promise<Project> {
  return createProject({
    directory: await makeFolder(),
    gong,
    config: { start_date: new Date(NOW - 10 * 24 * HOUR).toISOString() },
  });
}

beforeAll(async () => {
  const gongs = await Promise.all([1, 2, 3].map(() => startGong({ empty: true, pageSize: 25 })));
  workers = createWorkers(gongs);
  const gong = gongs[0]!;
  setFirstDay(gong);
  const project = await makeProject(gong);
  const first = await runUndisturbed(project);
  const later = await makeProject(gong);
  await copyFile(first.database, later.database);
  changeUntilNoon(gong);
  changeAfterNoon(gong);
  days = { first, second: await runUndisturbed(later) };
});

afterAll(async () => {
  await Promise.all(workers.all.map((gong) => gong.close()));
});

describe('a first run, killed and run again, leaves the tables of an undisturbed run', () => {
  it.concurrent.each([...STARTING, ...spread('event', 14), ...spread('commit', 8)])(
    '%s',
    async (_, instant) => {
      await workers.use(async (gong) => {
        setFirstDay(gong);
        await killAndRunAgain(instant, days.first, await makeProject(gong));
      });
    },
  );
});

describe('a second run, killed while the account changes and run again, does so too', () => {
  it.concurrent.each([...spread('event', 9), ...spread('commit', 5)])('%s', async (_, instant) => {
    await workers.use(async (gong) => {
      setFirstDay(gong);
      const project = await makeProject(gong);
      await copyFile(days.first.database, project.database);
      changeUntilNoon(gong);
      await killAndRunAgain(instant, days.second, project, () => {
        changeAfterNoon(gong);
      });
    });
  });
});

describe('the proof itself', () => {
  it('killed where it meant to, also inside commits', () => {
    expect(proof.signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThanOrEqual(30);
    expect(proof.killedInCommit()).toBeGreaterThan(0);
  });
});
