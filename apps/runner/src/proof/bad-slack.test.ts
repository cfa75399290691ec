import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '@etl/emulator-kit';
import { readTables } from '../__fixtures__/database.js';
import { runEtl } from '../__fixtures__/etl-process.js';
import { expectRefusal, type Refusal } from '../__fixtures__/expect-refusal.js';
import {
  createSlackProject,
  SLACK_SOURCE,
  slackYaml,
  startSlack,
  type SlackEmulator,
} from '../__fixtures__/slack.js';
import { fillSlack } from '../__fixtures__/slack-data.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';
import { YESTERDAY } from '../__fixtures__/yesterday.js';

const makeFolder = useTemporaryFolders();
/** Delays between attempts are drawn from zero to a bound: always drawing zero makes retries immediate. */
const IMPATIENT = ['--import', 'data:text/javascript,Math.random=()=>0'];
/** Every run reads everything again, so that every list and page is asked for. */
const CONFIG = { details_every: '0s', thread_recheck_every: '0s' };
const NOW = Date.now();
const slacks: SlackEmulator[] = [];
let loaded: string;

async function startWorkspace(): Promise<SlackEmulator> {
  const slack = await startSlack({ token: 'xoxb-slack-secret' });
  slacks.push(slack);
  fillSlack(slack, { channels: 2, messages: 30, now: NOW });
  return slack;
}

beforeAll(async () => {
  const project = await createSlackProject({
    directory: await makeFolder(),
    slack: await startWorkspace(),
    config: CONFIG,
  });
  expect(await runEtl(['run'], { ...project, node: YESTERDAY })).toMatchObject({ code: 0, stderr: '' });
  loaded = project.database;
});
afterAll(() => Promise.all(slacks.map((slack) => slack.close())));

interface Case extends Refusal {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly workspace?: (slack: SlackEmulator) => void;
  readonly args?: readonly string[];
}

const FILE = String.raw`^configs/sources/slack\.yaml:\d+:\d+ source\.config\.`;

function wrongOption(config: Readonly<Record<string, unknown>>, ...says: readonly string[]): Case {
  return { config, code: 2, says: says.map((text) => new RegExp(`${FILE}${text}`)) };
}

const OAUTH = { client_id: '1.2', client_secret: 'slack-secret', refresh_token: 'slack-secret' };

const CONFIGURATIONS: Readonly<Record<string, Case>> = {
  'a misspelt option': wrongOption({ join_channel: true }, 'join_channel: .*Did you mean `join_channels`'),
  'a channel that is no name': wrongOption(
    { channels: { include: ['deal desk'] } },
    String.raw`channels\.include\[0\]: .*deal desk`,
  ),
  'two credentials': wrongOption({ oauth: OAUTH }, 'api_token: .*either api_token or oauth'),
  'a span without a unit': wrongOption({ look_back: '7' }, 'look_back: .*7'),
  'a variable that is not set': {
    environment: { SLACK_API_TOKEN: '' },
    code: 2,
    says: [new RegExp(`${FILE}api_token: .*SLACK_API_TOKEN is not set`), /delete its file\.$/m],
  },
};

const CREDENTIALS: Readonly<Record<string, Case>> = {
  'a token of nobody': {
    environment: { SLACK_API_TOKEN: 'xoxb-1-nobody-secret' },
    code: 2,
    says: [/^slack\.channels, .*slack\.messages failed: .*not valid/, 'Install the app again'],
  },
  'a token that was revoked': {
    workspace: (slack) => {
      slack.refuseTokens('token_revoked');
    },
    code: 2,
    says: [/^slack\.channels, .*slack\.messages failed: .*was revoked/],
  },
  'a sign-in that was withdrawn': {
    config: { api_token: null, oauth: OAUTH },
    code: 2,
    says: [/^slack\.channels, .*slack\.messages failed: .*renew the token/, 'good for one use'],
  },
  'a scope that is missing': {
    workspace: (slack) => {
      slack.setScopes(['channels:read', 'groups:read', 'users:read']);
    },
    args: ['--stream', 'messages'],
    code: 2,
    says: [/^slack\.messages failed: .*channels:history/, 'install it again'],
  },
  'nobody listening': {
    environment: { SLACK_API_ENDPOINT: 'http://127.0.0.1:9/api/' },
    args: ['--stream', 'users'],
    code: 1,
    says: [/^slack\.users failed: .*failed \d+ times in \d+ s .*refused/],
  },
};

function everywhere(fault: Fault, code: number, ...says: readonly RegExp[]): Case {
  return {
    workspace: ({ faults }) => faults.inject(fault, { times: Infinity }),
    args: ['--stream', 'messages'],
    code,
    says: [/^slack\.messages failed: /, ...says],
  };
}

const ANSWERS: Readonly<Record<string, Case>> = {
  'a redirect to somebody else': everywhere(
    { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:9/login' }, body: '' },
    2,
    /302|redirect/,
  ),
  'an error in the body, for ever': everywhere(
    { kind: 'status', status: 200, body: '{"ok":false,"error":"internal_error"}' },
    1,
    /internal_error|failed at Slack/,
  ),
  'a page without messages': everywhere({ kind: 'status', status: 200, body: '{"ok":true}' }, 1, /"|list/),
};

async function expectRefused({ config, environment, workspace, args = [], ...refusal }: Case): Promise<void> {
  const slack = await startWorkspace();
  workspace?.(slack);
  const project = await createSlackProject({ directory: await makeFolder(), slack });
  await project.write(SLACK_SOURCE, slackYaml({ ...CONFIG, ...config }));
  await copyFile(loaded, project.database);
  const before = await readTables(project.database);

  const run = await runEtl(['run', ...args], {
    ...project,
    environment: { ...project.environment, ...environment },
    node: IMPATIENT,
  });

  expectRefusal(run, refusal);
  expect(await readTables(project.database)).toEqual(before);
}

describe('Slack: what cannot be used is told once, and changes no row', () => {
  it.concurrent.each([
    ...Object.entries(CONFIGURATIONS),
    ...Object.entries(CREDENTIALS),
    ...Object.entries(ANSWERS),
  ])('%s', (_, refused) => expectRefused(refused));

  it('is loaded as it should be when nothing is wrong', async () => {
    const slack = await startWorkspace();
    const project = await createSlackProject({ directory: await makeFolder(), slack, config: CONFIG });
    await copyFile(loaded, project.database);
    expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
    expect(slack.requestCounts()['conversations.history']).toBeGreaterThan(0);
  });
});
