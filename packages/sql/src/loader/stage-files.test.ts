import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { currentProcess, isGone } from './process-owner.js';
import { removeAbandonedStages } from './remove-abandoned-stages.js';
import { readStageFileOwner, stageFilePrefix } from './stage-file-name.js';
import { StageWriter } from './stage-writer.js';

const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'etl-stages-'));
});

afterEach(() => rm(directory, { recursive: true }));

/** A process of this machine that has ended. */
function endedProcess() {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return { host: hostname(), pid, started: '1' };
}

it('removes the stage files of processes that are gone, and no other file', async () => {
  const here = new StageWriter(directory, ['line']);
  here.add(['a line\n'.repeat(200_000)]);
  await here.finish();
  const [own = ''] = await readdir(directory);
  const elsewhere = `${stageFilePrefix({ ...endedProcess(), host: 'another-host' })}${UUID}.tsv`;
  const abandoned = `${stageFilePrefix(endedProcess())}${UUID}.tsv`;
  for (const name of [elsewhere, abandoned, `${abandoned}.0`, 'etl-stage-notes.tsv', 'data.csv']) {
    await writeFile(join(directory, name), 'x');
  }
  const spilled = join(directory, `${stageFilePrefix(endedProcess())}${UUID}.spill`);
  await mkdir(spilled);
  await writeFile(join(spilled, 'storage-0.tmp'), 'x');
  await removeAbandonedStages(directory);
  expect((await readdir(directory)).sort()).toEqual(
    ['data.csv', elsewhere, 'etl-stage-notes.tsv', own].sort(),
  );
  await here.remove();
});

it('reads the owner back from the name, whatever the host is called', () => {
  const owner = { host: 'höst-1.example', pid: 42, started: '' };
  expect(readStageFileOwner(`${stageFilePrefix(owner)}${UUID}.tsv.3`)).toEqual(owner);
  expect(readStageFileOwner('etl-stage-1.tsv')).toBeUndefined();
});

it('takes a process with a reused id for another one', () => {
  expect(isGone(currentProcess())).toBe(false);
  expect(isGone({ ...currentProcess(), started: 'another start' })).toBe(true);
  expect(isGone({ ...currentProcess(), host: 'another-host', started: '' })).toBe(false);
});
