import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase, readTables } from '../__fixtures__/database.js';
import { runEtl } from '../__fixtures__/etl-process.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData, buildUser, userId } from '../__fixtures__/gong-data.js';
import { createProject } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const USERS = 12;
let gong: GongEmulator;

beforeAll(async () => {
  gong = await startGong({ empty: true });
  fillGong(gong, buildGongData({ calls: USERS }));
});
afterAll(() => gong.close());

/** Reads users whose list ends with `records`, texts that no emulator would serve by itself. */
async function runWith(records: readonly string[]) {
  const project = await createProject({ directory: await makeFolder(), gong });
  gong.faults.clear();
  gong.faults.inject(
    {
      kind: 'rewrite',
      rewrite: (response) => ({
        ...response,
        body: String(response.body).replace(
          /"users":\[/,
          `"users":[${records.map((record) => `${record},`).join('')}`,
        ),
      }),
    },
    { path: '/v2/users', times: Infinity },
  );
  const run = () => runEtl(['run', '--stream', 'users'], project);
  return { run, database: project.database };
}

function userWith(members: string): string {
  return `{"id":"77",${members}}`;
}

describe('a record that cannot be stored goes to the dead letters, with its reason and text; the others load', () => {
  it.each([
    ['an array in place of an object', '["id","77"]', 'not_an_object'],
    ['a number', '77', 'not_an_object'],
    ['null', 'null', 'not_an_object'],
    ['NaN', 'NaN', 'not_json'],
    ['a number that is none', '{"id":"77","settings":{"size":NaN}}', 'not_json'],
    ['a comma too many', '{"id":"77",}', 'not_json'],
    ['quotes of another language', "{'id':'77'}", 'not_json'],
    ['a record without its id', '{"firstName":"Nobody"}', /key/],
    ['an id that is null', '{"id":null,"firstName":"Nobody"}', /key/],
    ['an id that is an object', '{"id":{"value":"77"}}', /key/],
  ])('%s', async (_, record, reason) => {
    const { run, database } = await runWith([record]);
    const first = await run();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const counts = first.stdout
      .split('\n')
      .filter((line) => /^source|^gong/.test(line))
      .slice(-2);
    expect(counts[0]).toMatch(/fetched +rejected +inserted/);
    expect(counts[1]).toMatch(/^gong +users +users +13 +1 +12 /);

    const rejects = 'SELECT table_name, reason, record FROM _etl.rejects';
    const stored = await queryDatabase(database, rejects);
    expect(stored).toEqual([
      {
        table_name: 'users',
        reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
        record,
      },
    ]);
    const before = await readTables(database);
    expect(before.users).toHaveLength(USERS);

    expect((await run()).code).toBe(0);
    expect(await queryDatabase(database, rejects)).toEqual(stored);
    expect(await readTables(database)).toEqual(before);
  });
});

describe('a strange record is loaded with its own text, and what a column cannot hold leaves a trace', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['a lone surrogate', userWith(String.raw`"firstName":"a\ud83dz"`), { _etl_errors: /lone_surrogate/ }],
    ['a number beyond every range', userWith('"settings":{"size":1e400}'), { _etl_errors: /1e400/ }],
    ['forty digits', userWith('"extension":1234567890123456789012345678901234567890'), {}],
    [
      '__proto__ and constructor',
      userWith('"__proto__":{"active":true},"constructor":{"x":1}'),
      { active: null },
    ],
    ['text with control characters', userWith(String.raw`"firstName":"tab\tnul\u0000end\u2028"`), {}],
    ['a value of 10 MB', userWith(`"firstName":"${'x'.repeat(10_000_000)}"`), {}],
    ['nesting a thousand deep', userWith(`"settings":${'['.repeat(1000)}${']'.repeat(1000)}`), {}],
    ['a column of the wrong type', userWith('"active":"perhaps"'), { active: null, _etl_errors: /perhaps/ }],
  ])('%s', async (_, record, expected) => {
    const { run, database } = await runWith([record]);
    const first = await run();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const [row] = await queryDatabase(database, `SELECT * FROM GONG_DATA.users WHERE id = '77'`);
    expect(row?._etl_record === record).toBe(true);
    for (const [column, value] of Object.entries(expected)) {
      if (value instanceof RegExp) expect(row?.[column]).toMatch(value);
      else expect(row?.[column]).toBe(value);
    }
    const before = await readTables(database);
    expect((await run()).code).toBe(0);
    expect(JSON.stringify(await readTables(database)) === JSON.stringify(before)).toBe(true);
  });

  it('of two records with one key the later counts, and the other is named superseded', async () => {
    const { run, database } = await runWith([buildUser(0).replace('Tester', 'Earlier')]);
    const first = await run();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/superseded/);
    const rows = await queryDatabase(
      database,
      `SELECT last_name FROM GONG_DATA.users WHERE id = '${userId(0)}'`,
    );
    expect(rows).toEqual([{ last_name: 'Tester' }]);
  });
});

describe('a record that was good once and comes back broken', () => {
  it('is in the dead letters; what was stored of it before stays, and the run does not call itself proved', async () => {
    const project = await createProject({ directory: await makeFolder(), gong });
    gong.faults.clear();
    const run = () => runEtl(['run', '--stream', 'users'], project);
    expect((await run()).code).toBe(0);
    const before = await readTables(project.database);
    const broken = buildUser(3).replace('true', 'tru');
    gong.faults.inject(
      {
        kind: 'rewrite',
        rewrite: (response) => ({
          ...response,
          body: String(response.body).replace(buildUser(3), broken),
        }),
      },
      { path: '/v2/users', times: Infinity },
    );
    const again = await run();
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('_etl.rejects');
    expect(await queryDatabase(project.database, 'SELECT reason, record FROM _etl.rejects')).toEqual([
      { reason: 'not_json', record: broken },
    ]);
    const stored = (rows: typeof before.users) =>
      rows?.map((row) => [row._etl_record, row._etl_deleted_at]).sort();
    expect(stored((await readTables(project.database)).users)).toEqual(stored(before.users));
  });
});
