import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCompany } from '@etl/emulator-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  clearValuesOf,
  copyUncompressed,
  findInColumns,
  findInFiles,
  placesOf,
} from '../__fixtures__/clear-values.js';
import { changeDatabase, queryDatabase, readTables } from '../__fixtures__/database.js';
import { runEtl, type Ended } from '../__fixtures__/etl-process.js';
import { startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { createProject, sourceYaml, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const DAY = 86_400_000;
const NOW = Date.now();
const KEY = '0123456789abcdef0123456789abcdef-of-this-test';

const company = createCompany('masked', { now: NOW });
const clear = clearValuesOf(company);
const CALLS = 200;

/** The transformers of the README's example, word for word. */
const readme = await readFile(
  fileURLToPath(new URL('../../../../packages/transformer-mask/README.md', import.meta.url)),
  'utf8',
);
const example = parse(/^```yaml\n([\s\S]*?)^```/m.exec(readme)?.[1] ?? '').source.transformers;

/** Lets a process remove no file, so that its stage files can be read when it is gone. */
const KEEPING_FILES = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    `import fs from 'node:fs/promises'; import { syncBuiltinESMExports } from 'node:module'; fs.rm = async () => {}; syncBuiltinESMExports();`,
  )}`,
];

/** What two bad records add to the users: they must not be found in the dead letters either. */
const BROKEN = `{"id":"77","emailAddress":"${company.employees[0]!.email}",}`;
const NO_OBJECT = `"${company.employees[1]!.email}"`;

let gong: GongEmulator;

beforeAll(async () => {
  gong = await startGong({ company, now: NOW, callCount: CALLS });
  gong.faults.inject(
    {
      kind: 'rewrite',
      rewrite: (response) => ({
        ...response,
        body: String(response.body).replace('"users":[', `"users":[${BROKEN},${NO_OBJECT},`),
      }),
    },
    { path: '/v2/users', times: Infinity },
  );
});
afterAll(() => gong.close());

async function makeProject(transformers: readonly unknown[]): Promise<Project> {
  const directory = await makeFolder();
  const project = await createProject({
    directory,
    gong,
    destination: { temporary_directory: join(directory, 'stage') },
  });
  await project.write('stage/.keep', '');
  const source = parse(sourceYaml({ start_date: new Date(NOW - 150 * DAY).toISOString() }));
  source.source.transformers = transformers;
  await project.write('configs/sources/gong.yaml', stringify(source));
  return { ...project, environment: { ...project.environment, MASK_KEY: KEY } };
}

interface Loaded {
  readonly project: Project;
  readonly run: Ended;
}

async function load(transformers: readonly unknown[]): Promise<Loaded> {
  const project = await makeProject(transformers);
  const run = await runEtl(['run', '--json', '--verbose'], { ...project, node: KEEPING_FILES });
  return { project, run };
}

/** The records in the stage files, by kind. */
async function readStages({ directory }: Project): Promise<Record<string, number>> {
  const kinds: Record<string, number> = {};
  for (const name of await readdir(join(directory, 'stage'))) {
    const content = await readFile(join(directory, 'stage', name), 'utf8');
    for (const [, kind = ''] of content.matchAll(/^\d+\t([a-z])\t/gm)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

async function countRows(database: string): Promise<Record<string, number>> {
  const tables = await readTables(database);
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]));
}

describe('with the example of the README', () => {
  let masked: Loaded;
  let plain: Loaded;

  beforeAll(async () => {
    masked = await load(example);
    plain = await load([]);
  });

  it('everything is loaded and proved as without it', async () => {
    expect(masked.run).toMatchObject({ code: 0 });
    expect(plain.run).toMatchObject({ code: 0 });
    const rows = await countRows(masked.project.database);
    expect(rows).toEqual(await countRows(plain.project.database));
    expect(rows).toMatchObject({ calls: CALLS, users: company.employees.length });
  });

  it('no clear value is in any file: database, log of the database, stage files', async () => {
    expect(placesOf(await findInFiles(masked.project.directory, clear))).toEqual([]);
    const copy = join(await makeFolder(), 'copy.duckdb');
    await copyUncompressed(masked.project.database, copy);
    expect(placesOf(await findInFiles(join(copy, '..'), clear))).toEqual([]);
  });

  it('nor in any column of any table, system tables included, nor in what the command says', async () => {
    const found = await findInColumns(masked.project.database, clear);
    expect(placesOf(found)).toEqual([]);
    expect([...found.keys()]).toEqual(
      expect.arrayContaining(['GONG_DATA.users._etl_record', '_etl.rejects.record', '_etl.runs.receipt']),
    );
    const { stdout, stderr } = masked.run;
    expect(clear.filter((value) => (stdout + stderr).includes(value))).toEqual([]);
  });

  it('stage files held all records, masked, so that there was something to find', async () => {
    const rows = await countRows(masked.project.database);
    const total = rows.calls! + rows.transcripts! + rows.users!;
    expect(await readStages(masked.project)).toEqual({ r: total, x: 2 });
    const tokens = [
      ...(await findInFiles(join(masked.project.directory, 'stage'), ['@masked.invalid'])).values(),
    ];
    expect(tokens.flat()).toHaveLength(2);
  });

  it('and all of that would be found without the transformer', async () => {
    const files = await findInFiles(plain.project.directory, clear);
    const places = placesOf(files);
    expect(places.filter((name) => name.startsWith('stage/'))).toHaveLength(2); // Calls and users; transcripts name nobody.
    expect(places).toContain('warehouse.duckdb');

    const copy = join(await makeFolder(), 'copy.duckdb');
    await copyUncompressed(plain.project.database, copy);
    const inCopy = [...(await findInFiles(join(copy, '..'), clear)).values()].flat();
    const inColumns = await findInColumns(plain.project.database, clear);
    const everywhere = new Set([...inColumns.values()].flat());
    expect(everywhere.size).toBeGreaterThan(50);
    expect([...everywhere].filter((value) => !inCopy.includes(value))).toEqual([]);
    expect(placesOf(inColumns)).toEqual(
      expect.arrayContaining([
        'GONG_DATA.calls._etl_record',
        'GONG_DATA.calls.parties',
        'GONG_DATA.users._etl_record',
        'GONG_DATA.users.email_address',
        '_etl.rejects.record',
      ]),
    );
  });

  it('as would a masking of columns that forgets the stored record', async () => {
    const forgetful = join(await makeFolder(), 'forgetful.duckdb');
    await copyUncompressed(plain.project.database, forgetful);
    const places = placesOf(await findInColumns(forgetful, clear));
    const updates = places
      .map((place) => place.split('.'))
      .filter(([, , column]) => column !== '_etl_record')
      .map(([schema, table, column]) => `UPDATE "${schema!}"."${table!}" SET "${column!}" = NULL`);
    await changeDatabase(forgetful, ...updates);
    expect(placesOf(await findInColumns(forgetful, clear))).toEqual([
      'GONG_DATA.calls._etl_record',
      'GONG_DATA.users._etl_record',
    ]);
  });

  it('each rule does what it says, and masked columns join', async () => {
    const { database } = masked.project;
    const users = await queryDatabase(
      database,
      `SELECT email_address, first_name, phone_number, title, extension, active, _etl_record AS record FROM GONG_DATA.users`,
    );
    for (const { email_address: email, first_name: name, phone_number: phone, title, record } of users) {
      expect(email).toMatch(/^[0-9a-f]{24}@masked\.invalid$/);
      expect(name).toBe('[redacted]');
      expect(phone).toBeNull();
      expect(record).not.toContain('phoneNumber');
      expect(record).toContain(`"emailAddress":"${email ?? ''}"`);
      expect(company.employees.map((employee) => employee.title)).toContain(title);
    }
    const inside = await queryDatabase(
      database,
      `WITH party AS (SELECT unnest(from_json(parties, '["json"]')) AS party FROM GONG_DATA.calls)
       SELECT count(*) > 100 AS many, count(*) FILTER (party->>'affiliation' IN ('Internal', 'External', 'Unknown')) = count(*) AS kept,
         count(*) FILTER (regexp_full_match(party->>'name', '[0-9a-f]{64}')) = count(*) AS hashed,
         count(*) FILTER (party->>'emailAddress' IN (SELECT email_address FROM GONG_DATA.users)) > 100 AS joined FROM party`,
    );
    expect(inside).toEqual([{ many: 'true', kept: 'true', hashed: 'true', joined: 'true' }]);
    expect(await queryDatabase(database, 'SELECT DISTINCT title FROM GONG_DATA.calls')).toEqual([
      { title: null },
    ]);
    const later = `SELECT count(*) AS rows FROM GONG_DATA.calls WHERE _etl_record LIKE '%aiAssistance%'`;
    expect(await queryDatabase(database, later)).toEqual([{ rows: '0' }]);
  });

  it('unreadable records are dead letters that say why, and not what they held', async () => {
    const rejects = await queryDatabase(
      masked.project.database,
      'SELECT reason, record FROM _etl.rejects ORDER BY reason',
    );
    expect(rejects).toEqual([
      {
        reason: 'not_an_object',
        record: expect.stringMatching(/^"masked: \d+ characters, HMAC-SHA-256 \w{64}"$/),
      },
      { reason: 'not_json', record: expect.stringMatching(/^masked: \d+ characters, HMAC-SHA-256 \w{64}$/) },
    ]);
    expect(rejects[1]?.record).toContain(`masked: ${BROKEN.length} characters`);
  });

  it('a second run changes nothing; another key, once the state is reset, changes every row', async () => {
    const { project } = masked;
    const run = (...args: string[]) => runEtl(args, project);
    const before = await readTables(project.database);
    expect(await run('run')).toMatchObject({ code: 0 });
    expect(await readTables(project.database)).toEqual(before);

    const another = { ...project, environment: { ...project.environment, MASK_KEY: `${KEY}-another` } };
    expect(await run('state', 'reset', '--source', 'gong', '--stream', 'users')).toMatchObject({ code: 0 });
    expect(await runEtl(['run', '--stream', 'users'], another)).toMatchObject({ code: 0 });
    const after = await readTables(project.database);
    const emails = (tables: typeof before) => tables.users!.map((row) => row.email_address);
    expect(after.users).toHaveLength(before.users!.length);
    expect(emails(after).filter((email) => emails(before).includes(email))).toEqual([]);
  });
});

describe('columns that are not selected', () => {
  it('are masked in the stored record all the same', async () => {
    const project = await makeProject([
      { type: 'mask', config: { key: '${MASK_KEY}', pii: 'hash', undeclared: 'keep' } },
    ]);
    const source = parse(await readFile(join(project.directory, 'configs/sources/gong.yaml'), 'utf8'));
    source.destination.columns = { users: ['title'] };
    await project.write('configs/sources/gong.yaml', stringify(source));

    expect(await runEtl(['run', '--stream', 'users'], project)).toMatchObject({ code: 0 });

    const [row] = await queryDatabase(project.database, 'SELECT * FROM GONG_DATA.users');
    expect(row).not.toHaveProperty('email_address');
    expect(row?._etl_record).toMatch(/"emailAddress":"[0-9a-f]{64}"/);
    expect(placesOf(await findInColumns(project.database, clear))).toEqual([]);
  });
});

describe('rules that lead nowhere', () => {
  it.each([
    ['a table', { persons: { email: 'hash' } }, /"persons", which no stream has\. Write one of: .*users/],
    [
      'a column',
      { users: { emial: 'hash' } },
      /users\.emial, but the table users has no such column\. It has: id, email_address/,
    ],
    [
      'an action',
      { users: { created: 'hash' } },
      /cannot hash users\.created: the column is of type timestamp.*redact/,
    ],
  ])('end the run before anything is read: %s', async (_, tables, message) => {
    const project = await makeProject([{ type: 'mask', config: { key: '${MASK_KEY}', tables } }]);
    const before = gong.requests.length;

    const run = await runEtl(['run'], project);

    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(gong.requests.length).toBe(before);
  });

  it('and a key that is missing or too short is asked for', async () => {
    const project = await makeProject([{ type: 'mask', config: { key: '${MASK_KEY}', pii: 'hash' } }]);
    const environment = { ...project.environment, MASK_KEY: '' };
    const without = await runEtl(['run'], { ...project, environment });
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('MASK_KEY') });

    const short = await runEtl(['run'], {
      ...project,
      environment: { ...environment, MASK_KEY: 'guess-me' },
    });
    expect(short).toMatchObject({ code: 2, stderr: expect.stringMatching(/Write at least 32 characters/) });
    expect(short.stderr).not.toContain('guess-me');
  });
});
