import { beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase, readTables, type Row } from '../__fixtures__/database.js';
import { eventsOf, runEtl, startEtl, type Ended } from '../__fixtures__/etl-process.js';
import { buildGongData, writeGongData, type GongData } from '../__fixtures__/gong-data.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const CALLS = 230;
const data: GongData = buildGongData({ calls: CALLS });

const SUMS = `fetched - filtered - rejected - superseded - inserted - updated - restored - unchanged`;
const DELETION_SUMS = `deletions - deleted - already_deleted - unknown - braked`;

function recordsOf(rows: readonly Row[] | undefined): (string | null | undefined)[] {
  return (rows ?? []).map((row) => row._etl_record);
}

function idsIn(lines: readonly string[], pattern: RegExp): string[] {
  return lines.map((line) => pattern.exec(line)?.[1] ?? '').sort();
}

/** Lines that only one side has; equal lists have none. */
function differences(loaded: readonly (string | null | undefined)[], sent: readonly string[]) {
  return {
    lost: sent.filter((line) => !loaded.includes(line)),
    invented: loaded.filter((line) => !sent.includes(line ?? '')),
    number: loaded.length - sent.length,
  };
}

const NONE = { lost: [], invented: [], number: 0 };

/** The tables hold what the files hold, digit for digit, and the receipts add up to the rows. */
async function expectTablesLikeFiles(database: string): Promise<void> {
  const tables = await readTables(database);
  expect(differences(recordsOf(tables.calls), data.calls)).toEqual(NONE);
  expect(differences(recordsOf(tables.transcripts), data.transcripts)).toEqual(NONE);
  expect(differences(recordsOf(tables.users), data.users)).toEqual(NONE);
  expect(tables.calls?.map((row) => row.id).sort()).toEqual(idsIn(data.calls, /"metaData":{"id":"(\d+)"/));
  expect(tables.transcripts?.map((row) => row.call_id).sort()).toEqual(
    idsIn(data.transcripts, /"callId":"(\d+)"/),
  );
  expect(tables.users?.map((row) => row.id).sort()).toEqual(idsIn(data.users, /"id":"(\d+)"/));

  const unbalanced = `SELECT * FROM _etl.receipts WHERE ${SUMS} <> 0 OR ${DELETION_SUMS} <> 0`;
  expect(await queryDatabase(database, unbalanced)).toEqual([]);
  const sums = `SELECT table_name, sum(inserted + restored - deleted) AS rows FROM _etl.receipts GROUP BY ALL`;
  expect(await queryDatabase(database, sums)).toEqual([
    { table_name: 'calls', rows: String(data.calls.length) },
    { table_name: 'transcripts', rows: String(data.transcripts.length) },
    { table_name: 'users', rows: String(data.users.length) },
  ]);
}

function expectProved(run: Ended): void {
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
}

/** Columns hold what was sent, where JavaScript or SQL would gladly change it; what cannot be kept leaves a trace. */
async function expectExactValues(database: string): Promise<void> {
  const rows = await queryDatabase(
    database,
    `SELECT title, interaction, _etl_errors AS notes FROM GONG_DATA.calls WHERE duration = 60 + 1`,
  );
  expect(rows).toEqual([
    {
      title: 'tab\there, "quoted" \\ back',
      interaction: '{"speakers":[{"id":"1","talkTime":0.1,"exact":12345678901234567891,"small":"1.0E-7"}]}',
      notes: expect.stringMatching(/\$\.interaction\.speakers\[0\]\.small.*number_as_text.*1\.0E-7/),
    },
  ]);
}

describe('a folder of Gong records in the sandbox', () => {
  let project: Project;
  let database: string;
  const run = (...args: string[]) =>
    runEtl(['run', '--data', '.', ...args], { directory: project.directory });

  beforeAll(async () => {
    project = await createProject({ directory: await makeFolder() });
    database = `${project.directory}/sandbox.duckdb`;
    await writeGongData(project.directory, data);
  });

  it('is loaded byte for byte, proved by receipts, and a second run changes no row', async () => {
    expectProved(await run());
    await expectTablesLikeFiles(database);
    await expectExactValues(database);

    const before = await readTables(database);
    const second = await run('--json');
    expectProved(second);
    expect(await readTables(database)).toEqual(before);
    const changes = `SELECT sum(inserted + updated + restored + deleted) AS changed, sum(unchanged) > 0 AS looked FROM _etl.receipts WHERE run_id = '${String(eventsOf(second)[0].runId)}'`;
    expect(await queryDatabase(database, changes)).toEqual([{ changed: '0', looked: 'true' }]);
  });

  it('is shown as it is: the receipts on stdout are those of the database', async () => {
    const json = await run('--json');
    const ended = eventsOf(json).at(-1);
    expect(ended.type).toBe('run_ended');
    const stored = await queryDatabase(
      database,
      `SELECT receipt FROM _etl.runs WHERE run_id = '${String(ended.runId)}' ORDER BY stream`,
    );
    const byStream = (left: any, right: any): number => left.stream.localeCompare(right.stream);
    expect(stored.map(({ receipt }) => JSON.parse(receipt ?? '')).sort(byStream)).toEqual(
      [...ended.receipts].sort(byStream),
    );
    for (const { tables } of ended.receipts) {
      for (const table of tables) expect(table.fetched).toBe(table.unchanged);
    }
  });
});

describe('an emulator in one process, and the production job in another', () => {
  it('meet over HTTP and load the same', async () => {
    const directory = await makeFolder();
    await writeGongData(directory, data);
    const sandbox = startEtl(['sandbox', '--source', 'gong', '--data', directory, '--json'], { directory });
    const { config } = JSON.parse(await sandbox.line((line) => line.includes('"sandbox"')));
    const gong = { apiEndpoint: config.api_endpoint as string, apiToken: config.api_token as string };
    const project = await createProject({ directory, gong });

    const check = await runEtl(['check'], project);
    expectProved(check);
    expect(check.stdout).toMatch(/^ok {4} source gong/m);
    expectProved(await runEtl(['run'], project));
    await expectTablesLikeFiles(project.database);
    const before = await readTables(project.database);
    expectProved(await runEtl(['run'], project));
    expect(await readTables(project.database)).toEqual(before);

    sandbox.child.kill('SIGINT');
    expect(await sandbox.ended).toMatchObject({ code: 0, stderr: '' });
  });
});
