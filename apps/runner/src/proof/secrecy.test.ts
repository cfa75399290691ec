import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runEtl, type Ended } from '../__fixtures__/etl-process.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData } from '../__fixtures__/gong-data.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const KEY = 'accessKey4Recognition';
const SECRET = 'tr0ub4dor&3/"quoted"';
const TOKEN = `${KEY}:${SECRET}`;
const BASE64 = Buffer.from(TOKEN).toString('base64');
/** Every way in which a vendor or a log may write it. */
const FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  JSON.stringify(SECRET).slice(1, -1),
  BASE64,
  BASE64.replace(/=+$/, ''),
];
const IMPATIENT = ['--import', 'data:text/javascript,Math.random=()=>0'];

let gong: GongEmulator;

beforeAll(async () => {
  gong = await startGong({ empty: true, accessKey: KEY, accessKeySecret: SECRET });
  fillGong(gong, buildGongData({ calls: 20 }));
});
afterAll(() => gong.close());

/** Answers every request with an error that repeats the credential in all its forms. */
function echoCredential(status: number): void {
  gong.faults.clear();
  const body = JSON.stringify({ errors: [`You sent ${FORMS.join(' and ')}`], header: `Basic ${BASE64}` });
  gong.faults.inject(
    { kind: 'rewrite', rewrite: () => ({ status, headers: { 'content-type': 'application/json' }, body }) },
    { times: Infinity },
  );
}

/** The content of every file of the project but its .env. */
async function readFiles(directory: string): Promise<Record<string, string>> {
  const names = await readdir(directory, { recursive: true });
  const files: Record<string, string> = {};
  for (const name of names) {
    const path = join(directory, name);
    if (name !== '.env' && (await stat(path)).isFile()) files[name] = await readFile(path, 'latin1');
  }
  return files;
}

async function expectNoSecret(runs: readonly Ended[], project: Project): Promise<void> {
  const texts = {
    ...(await readFiles(project.directory)),
    ...Object.fromEntries(runs.map(({ stdout, stderr }, index) => [`output ${index}`, stdout + stderr])),
  };
  expect(Object.keys(texts).length).toBeGreaterThan(runs.length);
  const found = Object.entries(texts).flatMap(([place, content]) =>
    FORMS.filter((form) => content.includes(form)).map((form) => `${place}: ${form}`),
  );
  expect(found).toEqual([]);
}

describe('a credential appears nowhere', () => {
  it.each([400, 401, 403, 404, 418, 503])('although every answer is a %i that repeats it', async (status) => {
    const project = await createProject({ directory: await makeFolder(), gong });
    await project.write('.env', `GONG_API_KEY='${TOKEN}'\n`);
    echoCredential(status);
    const { ETL_PROFILE, GONG_API_ENDPOINT } = project.environment;
    const environment = { ETL_PROFILE: ETL_PROFILE ?? '', GONG_API_ENDPOINT: GONG_API_ENDPOINT ?? '' };
    const options = { ...project, environment, node: IMPATIENT };
    const runs = [];
    for (const command of [
      ['run', '--json', '--verbose'],
      ['run'],
      ['check'],
      ['check', '--json'],
      ['status', '--json'],
    ])
      runs.push(await runEtl(command, options));
    expect(runs.slice(0, 4).every(({ code }) => code !== 0)).toBe(true);
    expect(runs[0]?.stderr).toMatch(/request/);
    await expectNoSecret(runs, project);
  });

  it('when everything goes well, either', async () => {
    gong.faults.clear();
    const project = await createProject({ directory: await makeFolder(), gong });
    const runs = [
      await runEtl(['run', '--json', '--verbose'], project),
      await runEtl(['state', 'show'], project),
      await runEtl(['schema'], project),
    ];
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    await expectNoSecret(runs, project);
  });
});
