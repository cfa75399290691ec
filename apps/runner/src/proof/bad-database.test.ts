import { spawn } from 'node:child_process';
import { copyFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeDatabase,
  queryDatabase,
  readData,
  readTables,
  withDatabase,
} from '../__fixtures__/database.js';
import { ETL, eventsOf, runEtl } from '../__fixtures__/etl-process.js';
import { digestOf, expectRefusal, type Refusal } from '../__fixtures__/expect-refusal.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildCall, buildGongData, callId } from '../__fixtures__/gong-data.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let gong: GongEmulator;
let loaded: string;
let undisturbed: Awaited<ReturnType<typeof readData>>;

beforeAll(async () => {
  gong = await startGong({ empty: true });
  fillGong(gong, buildGongData({ calls: 60 }));
  const project = await createProject({ directory: await makeFolder(), gong });
  expect((await runEtl(['run'], project)).code).toBe(0);
  loaded = project.database;
  undisturbed = await readData(loaded);
});
afterAll(() => gong.close());

async function makeProject(): Promise<Project> {
  const project = await createProject({ directory: await makeFolder(), gong });
  await copyFile(loaded, project.database);
  return project;
}

interface Case extends Refusal {
  readonly spoil: (project: Project) => Promise<void>;
}

async function overwriteMiddle(project: Project): Promise<void> {
  const bytes = await readFile(project.database);
  bytes.fill(0xa5, 8192, Math.floor(bytes.length / 2));
  await project.write('warehouse.duckdb', bytes);
}

const FILES: Readonly<Record<string, Case>> = {
  'a file of somebody else': {
    spoil: (project) => project.write('warehouse.duckdb', 'Dear diary, '.repeat(1000)),
    code: 2,
    says: [
      /The file \S+warehouse\.duckdb is not a DuckDB database; it was left as it is\./,
      'Name another file',
    ],
  },
  'a file that was cut short': {
    spoil: ({ database }) => truncate(database, 20_000),
    code: 2,
    says: [/warehouse\.duckdb cannot be read: /, 'Restore it from a backup'],
  },
  'a file with a damaged middle': {
    spoil: overwriteMiddle,
    code: 2,
    says: [/warehouse\.duckdb cannot be read: /, 'Restore it from a backup'],
  },
  'a file that is read-only': {
    spoil: async (project) => project.write('warehouse.duckdb', await readFile(project.database), 0o444),
    code: 2,
    says: [/warehouse\.duckdb is marked read-only\./, 'chmod u+w'],
  },
};

describe('a database file that cannot be used is told of once, and left as it is', () => {
  it.concurrent.each(Object.entries(FILES))('%s', async (_, { spoil, ...refusal }) => {
    const project = await makeProject();
    await spoil(project);
    const before = await digestOf(project.database);
    expectRefusal(await runEtl(['run'], project), refusal);
    expect(await digestOf(project.database)).toBe(before);
  });

  it('a folder in its place', async () => {
    const project = await createProject({ directory: await makeFolder(), gong });
    await mkdir(project.database);
    expectRefusal(await runEtl(['run'], project), {
      code: 2,
      says: [/warehouse\.duckdb is a folder, not a DuckDB file\. Name a file in it/],
    });
  });

  it('a folder that is missing', async () => {
    const directory = await makeFolder();
    const path = `${directory}/missing/warehouse.duckdb`;
    const project = await createProject({ directory, gong, destination: { path } });
    expectRefusal(await runEtl(['run'], project), {
      code: 2,
      says: [`The DuckDB file ${path} cannot be made: there is no folder ${dirname(path)}. Make the folder`],
    });
  });

  it('a file that another process has open', async () => {
    const project = await makeProject();
    const run = await withDatabase(project.database, () => runEtl(['run'], project));
    expectRefusal(run, {
      code: 2,
      says: [
        `The DuckDB file ${project.database} is open in process ${process.pid}. Close it there and run again.`,
      ],
    });
    expect(await readData(project.database)).toEqual(undisturbed);
  });
});

const CHANGED: Readonly<Record<string, { readonly sql: string } & Refusal>> = {
  'a table that was dropped': {
    sql: 'DROP TABLE GONG_DATA.calls',
    code: 1,
    says: [/^gong\.calls failed: .*GONG_DATA.*calls/, 'etl state reset'],
  },
  'a column that was dropped': {
    sql: 'ALTER TABLE GONG_DATA.calls DROP COLUMN title',
    code: 1,
    says: [/^gong\.calls failed: The table \S+ was altered by something else: column title is gone\./],
  },
  'a column of the toolkit’s own that was dropped': {
    sql: 'ALTER TABLE GONG_DATA.calls DROP COLUMN _etl_hash',
    code: 1,
    says: [/^gong\.calls failed: The table \S+ was altered by something else: _etl_hash is gone\./],
  },
  'a column of another type': {
    sql: 'ALTER TABLE GONG_DATA.calls ALTER duration TYPE VARCHAR',
    code: 1,
    says: [/column duration is VARCHAR instead of BIGINT\. Undo that, or drop the table/],
  },
  'rows that stand twice': {
    sql: 'INSERT INTO GONG_DATA.calls FROM GONG_DATA.calls',
    code: 1,
    says: [/^gong\.calls (failed|unproven): .*GONG_DATA.*calls/],
  },
  'a table of somebody else': {
    sql: `DELETE FROM _etl.columns WHERE table_name = 'calls'`,
    code: 1,
    says: [
      /^gong\.calls failed: The table \S+ exists and was not made by this toolkit; nothing was written to it\./,
    ],
  },
  'system tables of a newer version': {
    sql: 'UPDATE _etl.layout SET version = 99',
    code: 1,
    says: ["The destination's system tables have layout 99; this version knows up to", 'Update the toolkit'],
  },
};

describe('a table changed by somebody else is told of, and nothing is written to it', () => {
  it.concurrent.each(Object.entries(CHANGED))('%s', async (_, { sql, ...refusal }) => {
    const project = await makeProject();
    await changeDatabase(project.database, sql);
    const tables = await readTables(project.database);
    const state = await queryDatabase(project.database, `SELECT * FROM _etl.state WHERE stream = 'calls'`);
    expectRefusal(await runEtl(['run'], project), refusal);
    expect(await readTables(project.database)).toEqual(tables);
    expect(await queryDatabase(project.database, `SELECT * FROM _etl.state WHERE stream = 'calls'`)).toEqual(
      state,
    );
  });

  it('after the remedy everything is there again', async () => {
    const project = await makeProject();
    await changeDatabase(project.database, 'DROP TABLE GONG_DATA.calls', 'DROP TABLE GONG_DATA.transcripts');
    expect((await runEtl(['state', 'reset', '--source', 'gong', '--stream', 'calls'], project)).code).toBe(0);
    expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
    expect(await readData(project.database)).toEqual(undisturbed);
  });
});

describe('a disk that is full', () => {
  it('ends the run with a clear message, keeps what was committed, and the next run finishes', async () => {
    const large = await startGong({ empty: true });
    fillGong(large, buildGongData({ calls: 60 }));
    const title = 'long '.repeat(1_000_000);
    large.calls.update(callId(0), { extensive: buildCall(0, Date.now() - 86_400_000, title) });
    const project = await createProject({ directory: await makeFolder(), gong: large });
    // Blocks of 1 KiB: enough for the users, not for a call of 5 MB.
    const limited = spawn('bash', ['-c', `ulimit -f 3000; exec "${process.execPath}" "${ETL}" run --json`], {
      cwd: project.directory,
      env: { PATH: process.env.PATH, ...project.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => limited.on('close', resolve));
    const [stdout, stderr, code] = await Promise.all([text(limited.stdout), text(limited.stderr), ended]);

    expect(stderr).toMatch(/^gong\.calls failed: .* cannot .*(EFBIG|File too large).* Free space there/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
    expect(eventsOf({ stdout }).at(-1)).toMatchObject({ type: 'run_ended' });
    expect((await readData(project.database)).users).toEqual(undisturbed.users);

    expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
    await large.close();
    const { calls, transcripts } = await readData(project.database);
    expect(calls?.filter((row) => row.includes(title))).toHaveLength(1);
    expect({ calls: calls?.length, transcripts }).toEqual({
      calls: 60,
      transcripts: undisturbed.transcripts,
    });
  });
});
