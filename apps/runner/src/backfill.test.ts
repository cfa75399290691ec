import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callWith, linesOf } from './__fixtures__/call-cli.js';
import { readData } from './__fixtures__/database.js';
import { fillGong, startGong, type GongEmulator } from './__fixtures__/gong.js';
import { buildGongData } from './__fixtures__/gong-data.js';
import { createProject, daysAgo, type Project } from './__fixtures__/project.js';
import { useTemporaryFolders } from './__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let gong: GongEmulator;
let project: Project;

beforeAll(async () => {
  gong = await startGong({ empty: true });
  fillGong(gong, buildGongData({ calls: 40 }));
  project = await createProject({ directory: await makeFolder(), gong });
});
afterAll(() => gong.close());

function etl(...args: string[]) {
  return callWith(project.environment, project, ...args);
}

describe('etl backfill', () => {
  it('mends a hole in what is covered, and is told apart from other runs', async () => {
    await etl('run', '--stream', 'calls', '--until', daysAgo(8));
    await etl('run', '--stream', 'calls', '--since', daysAgo(4));
    const holes = async () => {
      const [calls] = linesOf(await etl('status', '--json', '--stream', 'calls'));
      return calls.coverage.filter(({ status }: any) => status === 'hole');
    };
    expect(await holes()).toEqual([{ partition: '', status: 'hole', from: daysAgo(8), to: daysAgo(4) }]);
    const io = await etl('backfill', '--from', daysAgo(9), '--to', daysAgo(3));
    expect(io.exitCode()).toBe(0);
    expect(io.stderr()).toBe('Left out, because every run reads them whole: gong.users.\n');
    expect(io.stdout()).toMatch(/^gong +calls +calls +\d+ .* proved$/m);
    expect(await holes()).toEqual([]);
    expect((await readData(project.database)).calls).toHaveLength(40);
    expect((await etl('status')).stdout()).toMatch(/gong\.calls +proved \(backfill\)/);
  });

  it.each([
    [
      ['--from', '2026-02-01', '--to', '2026-02-01'],
      'The range to backfill is empty: --from does not lie before --to.',
    ],
    [['--from', '2026-02-01'], "error: required option '--to <date>' not specified"],
    [['--from', 'x', '--to', '2026-02-01'], "error: option '--from <date>' argument 'x' is invalid."],
    [
      ['--from', '2026-01-01', '--to', '2026-02-01', '--stream', 'users'],
      'gong.users is read whole by every run, so no range of it can be read again. Read it with `etl run`',
    ],
  ])('refuses %j', async (args, message) => {
    const io = await etl('backfill', ...args);
    expect(io.stderr()).toContain(message);
    expect(io.stdout()).toBe('');
    expect(io.exitCode()).toBe(2);
  });
});
