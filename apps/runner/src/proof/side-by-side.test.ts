import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readData } from '../__fixtures__/database.js';
import { eventsOf, runEtl, type Ended } from '../__fixtures__/etl-process.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData } from '../__fixtures__/gong-data.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const CONFIGS = fileURLToPath(new URL('../../../../configs', import.meta.url));

async function makeShippedProject(): Promise<string> {
  const directory = await makeFolder();
  await cp(CONFIGS, join(directory, 'configs'), { recursive: true });
  return directory;
}

function receiptsOf(run: Ended) {
  return eventsOf(run)
    .filter(({ type }) => type === 'stream_ended')
    .map(({ source, stream, receipt }) => ({ source, stream, ...receipt }));
}

describe('the shipped configuration', () => {
  it('loads all its sources from an empty folder, proves all of it, and changes nothing the second time', async () => {
    const directory = await makeShippedProject();
    const first = await runEtl(['run', '--json'], { directory });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const receipts = receiptsOf(first);
    const sources = (await readdir(join(CONFIGS, 'sources'))).map((file) => file.replace('.yaml', ''));
    expect([...new Set(receipts.map(({ source }) => source))].sort()).toEqual(sources.sort());
    expect(receipts.filter(({ outcome }) => outcome !== 'proved')).toEqual([]);
    const tables = receipts.flatMap(({ tables }) => tables);
    expect(tables).toHaveLength(26);
    expect(tables.filter(({ inserted, liveRows }) => inserted === 0 || liveRows !== inserted)).toEqual([]);
    const before = await readData(join(directory, 'sandbox.duckdb'));

    const second = await runEtl(['run', '--json'], { directory });
    expect(second).toMatchObject({ code: 0, stderr: '' });
    const changed = receiptsOf(second).flatMap((receipt) =>
      receipt.tables.filter(
        ({ inserted, updated, deletions }: Record<string, number>) => inserted! + updated! + deletions! > 0,
      ),
    );
    expect(changed).toEqual([]);
    expect(await readData(join(directory, 'sandbox.duckdb'))).toEqual(before);
  });
});

describe('whoever has only Gong', () => {
  let gong: GongEmulator;
  let environment: Record<string, string>;

  beforeAll(async () => {
    gong = await startGong({ empty: true });
    fillGong(gong, buildGongData({ calls: 5 }));
    environment = {
      ETL_PROFILE: 'production',
      GONG_API_ENDPOINT: gong.apiEndpoint,
      GONG_API_KEY: gong.apiToken,
    };
  });
  afterAll(() => gong.close());

  it('names it, and needs no variable of the others', async () => {
    const directory = await makeShippedProject();
    const run = await runEtl(['run', '--source', 'gong', '--stream', 'users'], { directory, environment });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^gong +users .* proved$/m);
    expect(run.stdout).not.toMatch(/hubspot|slack/i);
  });

  it('is told otherwise in one line each what to set, or which file to delete', async () => {
    const directory = await makeShippedProject();
    const run = await runEtl(['check'], { directory, environment });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    const [, ...lines] = run.stderr.trimEnd().split('\n');
    const told = (file: string, option: string, variable: string): unknown =>
      expect.stringMatching(
        String.raw`^  configs/sources/${file}\.yaml:\d+:\d+ source\.config\.${option}: .*${variable}.*\.env.*delete its file\.$`,
      );
    expect(lines).toEqual([
      told('hubspot', 'access_token', 'HUBSPOT_ACCESS_TOKEN'),
      told('slack', 'api_token', 'SLACK_BOT_TOKEN'),
    ]);
  });
});
