import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, callWith, linesOf } from './__fixtures__/call-cli.js';
import { createProject, START_DATE, type Project } from './__fixtures__/project.js';
import { createRecordingIo } from './__fixtures__/recording-io.js';
import { useTemporaryFolders } from './__fixtures__/temporary-folders.js';
import { buildGongData, writeGongData } from './__fixtures__/gong-data.js';
import { runCli } from './cli.js';

const makeFolder = useTemporaryFolders();

describe('a project in the sandbox', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject({ directory: await makeFolder() });
    await writeGongData(project.directory, buildGongData({ calls: 30 }));
  });

  it('says that nothing has run', async () => {
    const status = await call(project, 'status');
    expect(status.stdout()).toBe('Nothing has run yet. Start with: etl run\n');
    expect(status.exitCode()).toBe(0);
    expect(linesOf(await call(project, 'status', '--json'))).toMatchObject([
      { type: 'status', source: 'gong', stream: 'users', hasRun: false, coverage: [], runs: [] },
      { stream: 'calls', hasRun: false, coverage: [{ status: 'unread', from: START_DATE }] },
    ]);
    expect((await call(project, 'state', 'show')).stdout()).toBe('');
  });

  it('plans to read everything', async () => {
    const io = await call(project, 'plan');
    const [reads = ''] = io.stdout().split('\n\n');
    const [header, ...rows] = reads.split('\n');
    expect(header).toMatch(/^stream +partition +from +to \(exclusive\) +reason$/);
    expect(rows.map((row) => row.replace(/ .* /, ' '))).toEqual([
      'gong.users snapshot',
      'gong.calls uncovered',
    ]);
    expect(
      linesOf(await call(project, 'plan', '--json', '--since', START_DATE, '--stream', 'calls')),
    ).toMatchObject([
      {
        type: 'plan',
        source: 'gong',
        stream: 'calls',
        reads: [{ partition: '', reason: 'uncovered', from: START_DATE, to: expect.any(String) }],
      },
      { type: 'cost', source: 'gong' },
    ]);
  });

  it('plans nothing where nothing is asked for', async () => {
    const io = await call(project, 'plan', '--stream', 'calls', '--until', '2001-01-01');
    expect(io.stdout()).toMatch(/^gong\.calls +nothing to read$/m);
  });

  it('checks source and destination', async () => {
    const io = await call(project, 'check');
    expect(io.stdout()).toMatch(/^ok {4} destination duckdb: opens and answers$/m);
    expect(io.stdout()).toMatch(/^ok {4} source gong: /m);
    expect(io.exitCode()).toBe(0);
    expect(linesOf(await call(project, 'check', '--json'))).toMatchObject([
      { type: 'check', what: 'destination duckdb', ok: true },
      { type: 'check', what: 'source gong', ok: true },
    ]);
  });

  it('runs, shows receipts, and knows afterwards what happened', async () => {
    const data = ['--data', project.directory];
    const run = await call(project, 'run', ...data);
    expect(run.stderr()).toBe('');
    expect(run.stdout()).toMatch(/^gong +calls +calls +30 .* proved$/m);
    expect(run.exitCode()).toBe(0);

    const status = await call(project, 'status');
    expect(status.stdout()).toMatch(
      /^gong\.calls +proved +\S+Z +\S+Z +5 min \d+ s +calls 30, transcripts 26$/m,
    );
    expect(linesOf(await call(project, 'status', '--json', '--stream', 'users'))).toMatchObject([
      { type: 'status', source: 'gong', stream: 'users', outcome: 'proved' },
    ]);

    const state = linesOf(await call(project, 'state', 'show', '--json', '--stream', 'calls'));
    expect(state).toMatchObject([{ type: 'state', source: 'gong', stream: 'calls', partition: '' }]);
    expect((await call(project, 'state', 'show')).stdout()).toContain('"partition": ""');
  });

  it('forgets the state of a stream, or of a partition', async () => {
    const partition = await call(
      project,
      'state',
      'reset',
      '--source',
      'gong',
      '--stream',
      'calls',
      '--partition',
      'p',
    );
    expect(partition.stdout()).toBe(
      'The state of partition "p" of gong.calls is forgotten; the next run reads it anew.\n',
    );
    expect((await call(project, 'state', 'show', '--stream', 'calls')).stdout()).not.toBe('');

    const all = await call(project, 'state', 'reset', '--source', 'gong', '--stream', 'calls');
    expect(all.stdout()).toBe('The state of gong.calls is forgotten; the next run reads it anew.\n');
    expect((await call(project, 'state', 'show', '--stream', 'calls')).stdout()).toBe('');
  });

  it('reads a part of the account for a first look', async () => {
    const io = await call(
      project,
      'run',
      '--json',
      '--verbose',
      '--source',
      'gong',
      '--limit',
      '5',
      '--stream',
      'users',
    );
    expect(linesOf(io).map(({ type }) => type)).toContain('run_ended');
    expect(io.stderr()).toMatch(/^debug: gong\.users: request \{.*"status":200/m);
    expect(io.exitCode()).toBe(0);
  });

  it('writes the JSON Schema of its files, to stdout or to a folder', async () => {
    const schemas = JSON.parse((await call(project, 'schema')).stdout());
    expect(Object.keys(schemas)).toContain('pipeline.json');
    const output = join(project.directory, 'schema');
    const io = await call(project, 'schema', '--output', output);
    const written = await readdir(output);
    expect(written.sort()).toEqual(Object.keys(schemas).sort());
    expect(io.stdout().trim().split('\n')).toHaveLength(written.length);
    for (const name of written) {
      expect(JSON.parse(await readFile(join(output, name), 'utf8'))).toEqual(schemas[name]);
    }
  });

  it('cannot write the JSON Schema where a file is in the way', async () => {
    const output = join(project.directory, 'configs/pipeline.yaml');
    const io = await call(project, 'schema', '--output', output);
    expect(io.stderr()).toContain(`The schema cannot be written to ${output}`);
    expect(io.stderr()).toContain('--output');
    expect(io.exitCode()).toBe(2);
  });
});

describe('a project that cannot be used', () => {
  it.each([
    [['run', '--source', 'slack'], 'No source is named "slack" (--source). Configured: gong.\n'],
    [
      ['plan', '--stream', 'emails'],
      'gong: Source gong has no stream "emails" (--stream). It has: users, calls',
    ],
    [
      ['state', 'show', '--stream', 'emails'],
      'gong: Source gong has no stream "emails" (--stream). It has: users, calls',
    ],
    [['state', 'reset'], '`etl state reset` forgets one stream at a time, and none was named. Name it: '],
    [['sandbox'], '`etl sandbox` starts one emulator, and none was named. Name its connector: '],
    [['sandbox', '--source', 'nobody'], '@etl/connector-nobody has no emulator that loads. Install it'],
    [['run', '--data', '/nowhere'], '/nowhere holds none of calls_extensive.ndjson'],
    [['run', '--data', '/nowhere'], 'If these are files of another source, name that one: --source <name>.'],
    [['run', '--profile', 'production'], 'GONG_API_KEY'],
  ])('etl %s', async (args, message) => {
    const project = await createProject({ directory: await makeFolder() });
    const io = await call(project, ...args);
    expect(io.stderr()).toContain(message);
    expect(
      io
        .stderr()
        .split('\n')
        .filter((line) => line !== '').length,
    ).toBeLessThan(5);
    expect(io.exitCode()).toBe(2);
  });

  it('tells programs of an error as JSON, and its origin to those who ask', async () => {
    const project = await createProject({ directory: await makeFolder() });
    const io = await call(project, 'run', '--source', 'slack', '--json', '--verbose');
    expect(linesOf(io)).toEqual([
      { type: 'error', code: 'unknown_source', message: expect.stringContaining('"slack"') },
    ]);
    expect(io.stderr()).toMatch(/\n\s+at /);
  });

  it('refuses files to serve where no emulator runs', async () => {
    const project = await createProject({ directory: await makeFolder() });
    const io = await callWith(project.environment, project, 'run', '--data', '.');
    expect(io.stderr()).toBe(
      '--data serves files through an emulator, but the profile is "production". ' +
        'Leave out --data, or use --profile sandbox.\n',
    );
    expect(io.exitCode()).toBe(2);
  });

  it('takes its profile from the option, else the variable, else the .env file', async () => {
    const project = await createProject({ directory: await makeFolder() });
    const needsKey = async (environment: Record<string, string>, ...options: string[]) =>
      (await callWith(environment, project, 'schema', ...options)).stderr().includes('GONG_API_KEY');
    expect(await needsKey({})).toBe(false);
    await project.write('.env', 'ETL_PROFILE=production\n');
    expect(await needsKey({})).toBe(true);
    expect(await needsKey({ ETL_PROFILE: 'sandbox' })).toBe(false);
    expect(await needsKey({ ETL_PROFILE: 'sandbox' }, '--profile', 'production')).toBe(true);
    expect(await needsKey({}, '--profile', 'sandbox')).toBe(false);
  });

  it('is told of a destination that does not open, together with a source that answers', async () => {
    const project = await createProject({ directory: await makeFolder() });
    await project.write('sandbox.duckdb/file', 'in the way');
    const io = await call(project, 'check');
    expect(io.stdout()).toMatch(/^ok {4} source gong/);
    expect(io.stderr()).toMatch(/^failed destination duckdb: .*sandbox\.duckdb is a folder/);
    expect(io.exitCode()).toBe(2);
  });
});

describe('the command line', () => {
  it.each([
    [[], 2],
    [['--help'], 0],
    [['run', '--help'], 0],
    [['help', 'run'], 0],
    [['state', '--help'], 0],
  ])('etl %j shows how to use it', async (args, code) => {
    const io = createRecordingIo();
    await runCli(io, args);
    expect(io.stdout() + io.stderr()).toMatch(/^Usage: etl/);
    expect(io.exitCode()).toBe(code);
  });

  it('leaves errors that are not about usage to its caller', async () => {
    const failure = new Error('stdout is closed');
    const io = createRecordingIo();
    const closed = {
      ...io,
      out: () => {
        throw failure;
      },
    };
    await expect(runCli(closed, ['--help'])).rejects.toBe(failure);
  });
});
