import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorStatus, htmlInsteadOfJson, tooManyRequests, type Fault } from '@etl/emulator-kit';
import { queryDatabase, readTables } from '../__fixtures__/database.js';
import { eventsOf, runEtl } from '../__fixtures__/etl-process.js';
import { expectRefusal, type Refusal } from '../__fixtures__/expect-refusal.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData } from '../__fixtures__/gong-data.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const data = buildGongData({ calls: 40 });
/** Delays between attempts are drawn from zero to a bound: always drawing zero makes retries immediate. */
const IMPATIENT = ['--import', 'data:text/javascript,Math.random=()=>0'];
const gongs: GongEmulator[] = [];
let loaded: string;

async function startAccount(options: Readonly<Record<string, unknown>> = {}): Promise<GongEmulator> {
  const gong = await startGong({ empty: true, ...options });
  gongs.push(gong);
  fillGong(gong, data);
  return gong;
}

beforeAll(async () => {
  const project = await createProject({ directory: await makeFolder(), gong: await startAccount() });
  expect((await runEtl(['run'], project)).code).toBe(0);
  loaded = project.database;
});

afterAll(() => Promise.all(gongs.map((gong) => gong.close())));

interface Case extends Refusal {
  /** Strikes every request. */
  readonly fault?: Fault;
  readonly account?: Readonly<Record<string, unknown>>;
  readonly environment?: (gong: GongEmulator) => Readonly<Record<string, string>>;
}

const BOTH = '^gong\\.(users, gong\\.calls|calls, gong\\.users) failed: ';

const CASES: Readonly<Record<string, Case>> = {
  'a wrong key': {
    environment: () => ({ GONG_API_KEY: 'gong-key:wrong-one' }),
    code: 2,
    says: [
      new RegExp(`${BOTH}Gong refused the credential at 127\\.0\\.0\\.1:\\d+ \\(401\\)\\.`),
      'api_endpoint',
    ],
  },
  'the host of another company': {
    account: { tenantHost: '127.0.0.1' },
    environment: (gong) => ({ GONG_API_ENDPOINT: gong.apiEndpoint.replace('127.0.0.1', 'localhost') }),
    code: 2,
    says: [/credential at localhost:\d+ \(401\)/, 'Some keys work only on the host of their company'],
  },
  'an address that is not trusted': {
    account: { trustedAddresses: ['10.1.2.3'] },
    code: 2,
    says: [/Gong refused .* \(403\)/, 'trusted IP addresses'],
    messages: 2,
  },
  'a scope that is missing': {
    account: { scopes: ['api:users:read'] },
    code: 2,
    says: [/^gong\.calls failed: The credential lacks the scope api:calls:read:extensive/, 'do not select'],
  },
  'a web page': {
    fault: htmlInsteadOfJson(),
    code: 1,
    says: [/^gong\.\S+ failed: .*(HTML|web page|JSON)/m],
    messages: 2,
  },
  'an answer without a body': {
    fault: { kind: 'status', status: 200, body: '' },
    code: 1,
    says: [/^gong\.\S+ failed: .*failed 6 times in \d+ s/m],
    messages: 2,
  },
  'a gzip stream that ends too early': {
    fault: { kind: 'truncated-gzip' },
    account: { compress: true },
    code: 1,
    says: [/failed 6 times in \d+ s .*(compress|gzip|truncated)/],
    messages: 2,
  },
  'a body that ends too early': {
    fault: { kind: 'truncated-body' },
    code: 1,
    says: [/failed 6 times in \d+ s .*(JSON|truncated|cut)/],
    messages: 2,
  },
  'a connection that closes in the middle': {
    fault: { kind: 'close-mid-body' },
    code: 1,
    says: [/failed 6 times in \d+ s/],
    messages: 2,
  },
  'a connection that is reset': {
    fault: { kind: 'reset-before-headers' },
    code: 1,
    says: [/failed 6 times in \d+ s .*reset/],
    messages: 2,
  },
  'text that is not UTF-8': { fault: { kind: 'invalid-utf8' }, code: 1, says: [/UTF-8/], messages: 2 },
  '503 for ever': {
    fault: errorStatus(503),
    code: 1,
    says: [/GET \/v2\/users failed 6 times in \d+ s \(server_error 503 ×6\)/, 'Run again later'],
    messages: 2,
  },
  'a status nobody expects': {
    fault: { kind: 'status', status: 418, body: '{"errors":["teapot"]}' },
    code: 1,
    says: [/was answered 418/, 'teapot'],
    messages: 2,
  },
  'a 404 in other words than those for an empty list': {
    fault: { kind: 'status', status: 404, body: '{"errors":["No such endpoint"]}' },
    code: 1,
    says: [/was answered 404/, 'No such endpoint'],
    messages: 2,
  },
  'a redirect to somebody else': {
    fault: { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:9/login' }, body: '' },
    code: 2,
    says: [/302|redirect/],
    messages: 2,
  },
  'a list that is none': {
    fault: {
      kind: 'rewrite',
      rewrite: (response) => ({ ...response, body: '{"calls":{},"users":7,"records":{}}' }),
    },
    code: 1,
    says: [/users/, /calls/],
    messages: 2,
  },
  'nobody listening': {
    environment: () => ({ GONG_API_ENDPOINT: 'http://127.0.0.1:9' }),
    code: 1,
    says: [/failed 6 times in \d+ s .*refused/],
    messages: 2,
  },
  'a host that does not exist': {
    environment: () => ({ GONG_API_ENDPOINT: 'http://gong.invalid' }),
    code: 1,
    says: ['gong.invalid'],
    messages: 2,
  },
};

async function makeProject(gong: GongEmulator, config = {}): Promise<Project> {
  const project = await createProject({ directory: await makeFolder(), gong, config });
  await copyFile(loaded, project.database);
  return project;
}

function stateOf(database: string) {
  return queryDatabase(database, 'SELECT stream, partition, value, commit FROM _etl.state');
}

describe('an account that does not answer as it should', () => {
  it.concurrent.each(Object.entries(CASES))(
    '%s: is told once, and changes no row and no state',
    async (_, { fault, account, environment, ...refusal }) => {
      const gong = await startAccount(account);
      const project = await makeProject(gong);
      if (fault !== undefined) gong.faults.inject(fault, { times: Infinity });
      const tables = await readTables(project.database);
      const [calls] = (await stateOf(project.database)).filter(({ stream }) => stream === 'calls');

      const run = await runEtl(['run'], {
        ...project,
        environment: { ...project.environment, ...environment?.(gong) },
        node: IMPATIENT,
      });

      expectRefusal(run, refusal);
      expect(await readTables(project.database)).toEqual(tables);
      const after = (await stateOf(project.database)).filter(({ stream }) => stream === 'calls');
      expect(after).toEqual([calls]);
    },
  );

  it('a quota that is used up for hours: ends with 4, says when to come back, and keeps what was read', async () => {
    const gong = await startAccount({ pageSize: 10 });
    const project = await createProject({
      directory: await makeFolder(),
      gong,
      config: { max_window: '1d' },
    });
    gong.faults.inject(tooManyRequests(7200), { path: '/v2/calls/extensive', skip: 5, times: Infinity });
    const before = Date.now();
    const run = await runEtl(['run', '--json'], project);

    expectRefusal(run, {
      code: 4,
      says: [/^gong\.calls deferred: .*(429|to be left alone).* \d{4}-\S+Z/, 'Run again after'],
    });
    const { receipt } = eventsOf(run).find(
      ({ type, stream }) => type === 'stream_ended' && stream === 'calls',
    );
    expect(receipt.outcome).toBe('deferred');
    expect(receipt.problem.resumeAt - before).toBeGreaterThanOrEqual(7_200_000);
    const [kept] = await queryDatabase(project.database, 'SELECT count(*) AS calls FROM GONG_DATA.calls');
    expect(Number(kept?.calls)).toBeGreaterThan(0);

    gong.faults.clear();
    expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
    const tables = await readTables(project.database);
    expect(tables.calls).toHaveLength(data.calls.length);
    expect(tables.transcripts).toHaveLength(data.transcripts.length);
  });

  it('a scope that the configuration can do without: the stream is skipped, and the run succeeds', async () => {
    const gong = await startAccount({ scopes: ['api:users:read'] });
    const project = await makeProject(gong);
    const yaml = JSON.stringify({
      source: {
        name: 'gong',
        type: 'api',
        connector: 'gong',
        accept_missing_scopes: ['api:calls:read:extensive'],
        config: { api_endpoint: gong.apiEndpoint, api_token: '${GONG_API_KEY}' },
      },
      destination: { schema: 'GONG_DATA', tables: ['calls', 'transcripts', 'users'] },
    });
    await project.write('configs/sources/gong.yaml', yaml);
    const run = await runEtl(['run'], project);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^gong +calls .* skipped$/m);
    expect(run.stdout).toMatch(/^gong +users .* proved$/m);
  });

  it('check tells the same before anything is read', async () => {
    const gong = await startAccount();
    const project = await makeProject(gong);
    const run = await runEtl(['check'], {
      ...project,
      environment: { ...project.environment, GONG_API_KEY: 'gong-key:wrong-one' },
    });
    expectRefusal({ ...run, stdout: '' }, { code: 2, says: [/^failed source gong: .*\(401\)/m] });
    expect(run.stdout).toBe('ok     destination duckdb: opens and answers\n');
  });
});
