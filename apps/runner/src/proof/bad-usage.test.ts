import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runEtl } from '../__fixtures__/etl-process.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();

describe('wrong usage ends with 2, says how to do it right, and does nothing', () => {
  it.concurrent.each<[string[], string]>([
    [['rum'], "error: unknown command 'rum'\n(Did you mean run?)\n"],
    [['run', '--sorce', 'gong'], "error: unknown option '--sorce'\n(Did you mean --source?)\n"],
    [['run', 'gong'], 'error: too many arguments'],
    [['run', '--since'], "error: option '--since <date>' argument missing\n"],
    [
      ['run', '--since', 'yesterday'],
      "error: option '--since <date>' argument 'yesterday' is invalid. Write a date like 2026-01-31 or an instant like",
    ],
    [['run', '--until', '2026-02-30'], "error: option '--until <date>' argument '2026-02-30' is invalid."],
    [
      ['run', '--limit', '0'],
      "error: option '--limit <records>' argument '0' is invalid. Write a whole number above 0.\n",
    ],
    [['run', '--limit', '1e999'], "argument '1e999' is invalid."],
    [['run', '--config'], "error: option '--config <dir>' argument missing\n"],
    [['status', '--since', '2026-01-01'], "error: unknown option '--since'\n"],
    [['backfill', '--from', '2026-01-01'], "error: required option '--to <date>' not specified\n"],
    [
      ['backfill', '--from', 'x', '--to', '2026-01-01'],
      "error: option '--from <date>' argument 'x' is invalid.",
    ],
    [['backfill', '--from', '2026-02-01', '--to', '2026-01-01'], '--from does not lie before --to.'],
    [['preview', '--limit', '-1'], "error: option '--limit <records>' argument '-1' is invalid."],
    [['status', '--runs', 'all'], "error: option '--runs <number>' argument 'all' is invalid."],
    [['plan', '--count', '5'], 'error: too many arguments'],
    [
      ['discover', '--output', 'tables'],
      '--output names the folder of the documentation, and none was asked for.',
    ],
    [['sandbox', '--port', 'http'], "error: option '--port <number>' argument 'http' is invalid."],
    [['state', 'forget'], "error: unknown command 'forget'\n"],
    [['state', 'reset'], 'etl state reset --source <name> --stream <name>'],
  ])('etl %j', async (args, message) => {
    const directory = await makeFolder();
    const { code, stdout, stderr } = await runEtl(args, { directory });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('another Node', () => {
  /** What `process.versions.node` says, before the command looks. */
  const pretend = (version: string): string[] => [
    '--import',
    `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`,
  ];

  it.each(['18.20.8', '20.20.2', '22.12.0'])(
    '%s is told what to do instead of failing strangely',
    async (version) => {
      const run = await runEtl(['--help'], { directory: await makeFolder(), node: pretend(version) });
      expect(run.stderr).toBe(
        `etl needs Node 24, this is Node ${version}. In the repository, \`npm ci\` installs Node 24: ` +
          'start etl through npm, as `npx etl …` or `npx nx run runner:start`.\n',
      );
      expect(run).toMatchObject({ code: 2, stdout: '' });
    },
  );

  it('that is newer is tried, with a word about it', async () => {
    const run = await runEtl(['--help'], { directory: await makeFolder(), node: pretend('26.1.0') });
    expect(run.stderr).toBe('etl is tested on Node 24; this is Node 26.1.0.\n');
    expect(run.stdout).toMatch(/^Usage: etl/);
    expect(run.code).toBe(0);
  });
});
