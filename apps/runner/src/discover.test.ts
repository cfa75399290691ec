import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, linesOf } from './__fixtures__/call-cli.js';
import { createProject, sourceYaml, type Project } from './__fixtures__/project.js';
import { useTemporaryFolders } from './__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let project: Project;

beforeAll(async () => {
  project = await createProject({ directory: await makeFolder() });
  const columns = { calls: ['id', 'title'] };
  const yaml = sourceYaml({}).replace('tables:', `columns: ${JSON.stringify(columns)}\n  tables:`);
  await project.write('configs/sources/gong.yaml', yaml);
});

describe('etl discover', () => {
  it('shows every stream and table, and says what is not selected', async () => {
    const io = await call(project, 'discover');
    expect(io).toSatisfy(() => io.exitCode() === 0 && io.stderr() === '');
    const text = io.stdout();
    expect(text).toMatch(/^gong\.calls: Calls by the time they started.* Look-back: 7 d\.$/m);
    expect(text).toMatch(/^gong\.users: All users.* Has no windows of time\.$/m);
    expect(text).toMatch(/^GONG_DATA\.workspaces \(not selected by the configuration\)$/m);
    expect(text).toMatch(/^ {2}id +string +metaData\.id +key$/m);
    expect(text).toMatch(/^ {2}started +timestamp +metaData\.started +not selected$/m);
    expect(text).toMatch(/^ {2}title +string +metaData\.title +personal data$/m);
  });

  it('gives programs a line for each stream', async () => {
    const lines = linesOf(await call(project, 'discover', '--json', '--stream', 'calls'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      type: 'stream',
      source: 'gong',
      stream: 'calls',
      lookBackMs: 7 * 86_400_000,
      tables: [
        { schema: 'GONG_DATA', name: 'calls', selected: true, primaryKey: ['id'] },
        { schema: 'GONG_DATA', name: 'transcripts', selected: true },
      ],
    });
    const columns: { name: string; selected: boolean }[] = lines[0].tables[0].columns;
    expect(columns.filter(({ selected }) => selected).map(({ name }) => name)).toEqual(['id', 'title']);
  });

  it('connects to no destination', async () => {
    await call(project, 'discover');
    expect((await readdir(project.directory)).sort()).toEqual(['configs']);
  });
});

describe('etl discover --docs', () => {
  it('prints the selected tables with the native types of the destination', async () => {
    const io = await call(project, 'discover', '--docs', '--stream', 'calls');
    const text = io.stdout();
    expect(text.match(/^# .*$/gm)).toEqual(['# GONG_DATA.calls', '# GONG_DATA.transcripts']);
    expect(text).toMatch(/^\| `id` \| `VARCHAR` \| .+ \| `metaData\.id` \| key \|$/m);
    expect(text).not.toContain('`started`');
    expect(text).toMatch(/^\| `_etl_synced_at` \| `TIMESTAMPTZ` \| when the record was written \|$/m);
    expect(text).not.toContain('_etl_version');
    expect(text).toContain('Filled by stream gong.calls. Types as in duckdb. Key: `id`.');
  });

  it('writes a file for each table, and an index', async () => {
    const output = join(project.directory, 'tables');
    const io = await call(project, 'discover', '--docs', '--output', output, '--json');
    const files = ['GONG_DATA.calls.md', 'GONG_DATA.transcripts.md', 'GONG_DATA.users.md', 'README.md'];
    expect((await readdir(output)).sort()).toEqual(files);
    expect(linesOf(io).map(({ type }) => type)).toEqual(files.map(() => 'file'));
    expect(await readFile(join(output, 'README.md'), 'utf8')).toContain(
      '[GONG_DATA.users](GONG_DATA.users.md)',
    );
    expect(await readFile(join(output, 'GONG_DATA.users.md'), 'utf8')).toMatch(
      /\| `email_address` \| .* personal data \|/,
    );
    const documents = linesOf(await call(project, 'discover', '--docs', '--json'));
    expect(documents.map(({ type, table }) => [type, table]).sort()).toEqual([
      ['document', 'calls'],
      ['document', 'transcripts'],
      ['document', 'users'],
    ]);
  });

  it.each([
    [['--output', 'x'], '--output names the folder of the documentation, and none was asked for. Add --docs'],
    [['--docs', '--output', 'configs/pipeline.yaml/x'], 'The documentation cannot be written to '],
    [['--stream', 'emails'], 'gong: Source gong has no stream "emails" (--stream). It has: users, calls'],
  ])('refuses %j', async (args, message) => {
    const inProject = args.map((arg) => (arg.includes('/') ? join(project.directory, arg) : arg));
    const io = await call(project, 'discover', ...inProject);
    expect(io.stderr()).toContain(message);
    expect(io.exitCode()).toBe(2);
  });
});
