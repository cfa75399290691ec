import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { queryDatabase } from '../__fixtures__/database.js';
import { eventsOf, runEtl } from '../__fixtures__/etl-process.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData } from '../__fixtures__/gong-data.js';
import { createProject, sourceYaml, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const CALLS = 30;
const data = buildGongData({ calls: CALLS });
let gong: GongEmulator;

beforeAll(async () => {
  gong = await startGong({ empty: true });
  fillGong(gong, data);
});
afterAll(() => gong.close());

/** A project whose runs end with the transformer, reading the source `gong` unless told otherwise. */
async function makeProject(config: object = {}): Promise<Project> {
  const project = await createProject({ directory: await makeFolder(), gong });
  const destination = { type: 'duckdb', config: { path: project.database } };
  const transformers = [{ type: 'gong', config }];
  await project.write('configs/pipeline.yaml', stringify({ name: 'main', destination, transformers }));
  return project;
}

async function count(project: Project, table: string): Promise<number> {
  const [row] = await queryDatabase(project.database, `SELECT count(*) AS found FROM ${table}`);
  return Number(row?.found);
}

describe('a run that ends with models', () => {
  it('builds them from what it loaded, says so in one line, and changes nothing the next time', async () => {
    const project = await makeProject();
    const first = await runEtl(['run'], project);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^models of gong: 18 tables, \d+ rows changed$/m);
    expect(await count(project, 'GONG_DATA_MARTS.calls')).toBe(CALLS);
    expect(await count(project, 'GONG_DATA_MARTS.transcript_sentences')).toBe(data.transcripts.length);
    expect(await count(project, 'GONG_DATA_STAGING.interaction')).toBe(CALLS);

    const second = await runEtl(['run', '--json'], project);
    expect(second.code).toBe(0);
    const ended = eventsOf(second).find(({ type }) => type === 'transformer_ended');
    expect(ended).toMatchObject({ transformer: 'gong' });
    expect(ended.tables.map(({ changedRows }: any) => changedRows)).toEqual(Array(18).fill(0));
  });

  it('builds what it can while tables are missing, and the rest once they are there', async () => {
    const project = await makeProject();
    const users = await runEtl(['run', '--stream', 'users'], project);
    expect(users).toMatchObject({ code: 0, stderr: '' });
    expect(users.stdout).toMatch(
      /^models of gong: 2 tables, .* 16 not built: .*GONG_DATA\.calls is not loaded/m,
    );
    expect(await count(project, 'GONG_DATA_STAGING.person')).toBe(data.users.length);
    expect((await runEtl(['run', '--stream', 'calls'], project)).stdout).toMatch(
      /^models of gong: 18 tables/m,
    );
    expect(await count(project, 'GONG_DATA_MARTS.calls')).toBe(CALLS);
  });

  it('finds them unchanged when it reads another source only', async () => {
    const project = await makeProject();
    const other = sourceYaml({}).replace('name: gong', 'name: gong_emea').replace('GONG_DATA', 'GONG_EMEA');
    await project.write('configs/sources/gong_emea.yaml', other);
    expect((await runEtl(['run', '--source', 'gong'], project)).code).toBe(0);
    const narrow = await runEtl(['run', '--source', 'gong_emea', '--stream', 'users'], project);
    expect(narrow).toMatchObject({ code: 0, stderr: '' });
    expect(narrow.stdout).toMatch(/^models of gong: 18 tables, 0 rows changed$/m);
  });

  it('ends with 2 when they read a source that is not configured, with what it loaded kept', async () => {
    const project = await makeProject({ source: 'gong_emea' });
    const run = await runEtl(['run'], project);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^gong failed: .*"gong_emea", which is not configured \(configured: gong\)/);
    expect(run.stderr).toContain('write it into the file of its source');
    expect(await count(project, 'GONG_DATA.calls')).toBe(CALLS);
  });

  it('builds what the file of a source says, of that source, and none of it once the file is gone', async () => {
    const project = await createProject({ directory: await makeFolder(), gong });
    const emea = parse(sourceYaml({})) as { source: Record<string, unknown>; destination: object };
    const source = { ...emea.source, name: 'gong_emea', transformers: ['gong'] };
    const file = { source, destination: { ...emea.destination, schema: 'GONG_EMEA' } };
    await project.write('configs/sources/gong_emea.yaml', stringify(file));
    const both = await runEtl(['run', '--stream', 'users'], project);
    expect(both).toMatchObject({ code: 0, stderr: '' });
    expect(both.stdout.match(/^models of .*/gm)).toEqual([expect.stringContaining('2 tables')]);
    expect(await count(project, 'GONG_EMEA_STAGING.person')).toBe(data.users.length);

    await rm(join(project.directory, 'configs/sources/gong_emea.yaml'));
    const one = await runEtl(['run', '--stream', 'users'], project);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).not.toContain('models of');
  });
});
