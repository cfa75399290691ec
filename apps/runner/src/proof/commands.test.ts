import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { queryDatabase, readData, readTables } from '../__fixtures__/database.js';
import { eventsOf, runEtl } from '../__fixtures__/etl-process.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData } from '../__fixtures__/gong-data.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let gong: GongEmulator;

beforeAll(async () => {
  gong = await startGong({ empty: true });
  fillGong(gong, buildGongData({ calls: 50 }));
});
afterAll(() => gong.close());

async function makeProject(): Promise<Project> {
  return createProject({ directory: await makeFolder(), gong });
}

describe('help', () => {
  it('needs no configuration, names every command and every exit code', async () => {
    const { code, stdout, stderr } = await runEtl(['--help'], { directory: await makeFolder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of [
      'run',
      'backfill',
      'plan',
      'preview',
      'check',
      'discover',
      'status',
      'state',
      'schema',
      'sandbox',
    ])
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const exit of [
      '0 proved',
      '1 failed',
      '2 configuration',
      '3 another run',
      '4 deferred',
      '130 interrupted',
    ])
      expect(stdout.replaceAll('\n', ' ')).toContain(exit);
  });

  it('of a command names its options', async () => {
    const { code, stdout } = await runEtl(['run', '--help'], { directory: await makeFolder() });
    expect(code).toBe(0);
    for (const option of [
      'config',
      'profile',
      'source',
      'stream',
      'since',
      'until',
      'limit',
      'data',
      'json',
      'verbose',
    ])
      expect(stdout).toMatch(new RegExp(`^  --${option}\\b`, 'm'));
  });
});

describe('before anything has run', () => {
  it('status, plan and state say so and make no file', async () => {
    const project = await makeProject();
    const people = await runEtl(['status'], project);
    expect(people).toMatchObject({
      code: 0,
      stdout: 'Nothing has run yet. Start with: etl run\n',
      stderr: '',
    });
    const programs = await runEtl(['status', '--json'], project);
    expect(eventsOf(programs).map(({ stream, hasRun }) => [stream, hasRun])).toEqual([
      ['users', false],
      ['calls', false],
    ]);
    expect((await runEtl(['plan'], project)).code).toBe(0);
    expect((await runEtl(['state', 'show'], project)).code).toBe(0);
    expect(await readdir(project.directory)).toEqual(['configs']);
  });
});

describe('state reset', () => {
  it('lets the next run read everything again, and change no row', async () => {
    const project = await makeProject();
    expect((await runEtl(['run'], project)).code).toBe(0);
    const before = await readTables(project.database);
    expect((await runEtl(['state', 'reset', '--source', 'gong', '--stream', 'calls'], project)).code).toBe(0);
    expect((await runEtl(['state', 'show', '--stream', 'calls'], project)).stdout).toBe('');

    const again = await runEtl(['run', '--json'], project);
    expect(again.code).toBe(0);
    const { receipt } = eventsOf(again).find(
      ({ type, stream }) => type === 'stream_ended' && stream === 'calls',
    );
    expect(receipt.tables[0]).toMatchObject({ table: 'calls', fetched: 50, unchanged: 50 });
    expect(await readTables(project.database)).toEqual(before);
  });
});

describe('a part of the account', () => {
  it('read first leaves the rest to a run without limits', async () => {
    const whole = await makeProject();
    expect((await runEtl(['run'], whole)).code).toBe(0);
    const project = await makeProject();
    const since = new Date(Date.now() - 2 * 86_400_000).toISOString();
    expect((await runEtl(['run', '--since', since, '--stream', 'calls'], project)).code).toBe(0);
    expect((await readData(project.database)).calls?.length).toBeLessThan(50);
    expect((await runEtl(['run'], project)).code).toBe(0);
    expect(await readData(project.database)).toEqual(await readData(whole.database));
  });
});

describe('a first look at a large account', () => {
  it('reads little, covers only what it read whole, says so, and loses nothing for later runs', async () => {
    const whole = await makeProject();
    expect((await runEtl(['run'], whole)).code).toBe(0);
    const project = await createProject({
      directory: await makeFolder(),
      gong,
      config: { max_window: '1d' },
    });
    const since = new Date(Date.now() - 6 * 86_400_000).toISOString();
    const before = gong.requests.length;
    const look = await runEtl(['run', '--since', since, '--limit', '8', '--stream', 'calls'], project);
    expect(look).toMatchObject({ code: 0 });
    expect(look.stderr).toMatch(
      /^warn: gong\.calls: Reading stopped at the limit, after \d+ records; the next run /,
    );
    expect(gong.requests.length - before).toBeLessThan(12);
    const { calls = [] } = await readData(project.database);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.length).toBeLessThan(20);

    // Covered: whole windows from `--since` on. Neither what lies before nor what was begun and not finished.
    const [{ state }] = eventsOf(await runEtl(['state', 'show', '--json', '--stream', 'calls'], project));
    const [{ from, to }, ...others] = state.coverage;
    expect(others).toEqual([]);
    expect(from).toBe(since);
    const covered = await queryDatabase(
      project.database,
      `SELECT count(*) AS calls FROM GONG_DATA.calls WHERE started >= '${from}' AND started < '${to}'`,
    );
    const all = await queryDatabase(
      whole.database,
      `SELECT count(*) AS calls FROM GONG_DATA.calls WHERE started >= '${from}' AND started < '${to}'`,
    );
    expect(covered).toEqual(all);

    expect((await runEtl(['run'], project)).code).toBe(0);
    expect(await readData(project.database)).toEqual(await readData(whole.database));
  });

  it('of a list that is read whole deletes nothing that it did not come to', async () => {
    const paged = await startGong({ empty: true, pageSize: 5 });
    onTestFinished(() => paged.close());
    fillGong(paged, buildGongData({ calls: 50 }));
    const project = await createProject({ directory: await makeFolder(), gong: paged });
    expect((await runEtl(['run', '--stream', 'users'], project)).code).toBe(0);
    const before = await readTables(project.database);
    const look = await runEtl(['run', '--limit', '1', '--stream', 'users', '--json'], project);
    expect(look.code).toBe(0);
    const { receipt } = eventsOf(look).find(({ type }) => type === 'stream_ended');
    expect(receipt.tables[0]).toMatchObject({ table: 'users', fetched: 5, deletions: 0, liveRows: 12 });
    expect(await readTables(project.database)).toEqual(before);
  });
});

describe('the JSON Schema', () => {
  it('is one that the shipped configuration points its editors at', async () => {
    const configs = fileURLToPath(new URL('../../../../configs', import.meta.url));
    const { code, stdout, stderr } = await runEtl(['schema', '--config', configs], {
      directory: await makeFolder(),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const schemas = JSON.parse(stdout) as Record<string, { $schema: string; type: string }>;
    for (const schema of Object.values(schemas)) {
      expect(schema.$schema).toMatch(/^https?:\/\/json-schema\.org\/draft/);
      expect(schema.type).toBe('object');
    }
    for (const file of ['pipeline.yaml', 'sources/gong.yaml', 'sources/hubspot.yaml', 'sources/slack.yaml']) {
      const yaml = await readFile(`${configs}/${file}`, 'utf8');
      const named = /\$schema=\S*\/schema\/(\S+)/.exec(yaml)?.[1] ?? 'none';
      expect(Object.keys(schemas)).toContain(named);
    }
  });
});
