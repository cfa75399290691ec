import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorStatus, htmlInsteadOfJson, type Fault } from '@etl/emulator-kit';
import { readTables } from '../__fixtures__/database.js';
import { runEtl } from '../__fixtures__/etl-process.js';
import { expectRefusal, type Refusal } from '../__fixtures__/expect-refusal.js';
import {
  createHubspotProject,
  HUBSPOT_SOURCE,
  hubspotYaml,
  startHubspot,
  type HubspotEmulator,
} from '../__fixtures__/hubspot.js';
import { fillHubspot } from '../__fixtures__/hubspot-data.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';
import { YESTERDAY } from '../__fixtures__/yesterday.js';

const makeFolder = useTemporaryFolders();
/** Delays between attempts are drawn from zero to a bound: always drawing zero makes retries immediate. */
const IMPATIENT = ['--import', 'data:text/javascript,Math.random=()=>0'];
/** Every run reads everything again, so that every list and page is asked for. */
const CONFIG = { refresh_every: '0s', archived_every: '0s', associations_every: '0s' };
const NOW = Date.now();
const hubspots: HubspotEmulator[] = [];
let loaded: string;

async function startAccount(): Promise<HubspotEmulator> {
  const hubspot = await startHubspot({ token: 'pat-na1-hubspot-secret' });
  hubspots.push(hubspot);
  fillHubspot(hubspot, { contacts: 120, now: NOW });
  return hubspot;
}

beforeAll(async () => {
  const project = await createHubspotProject({
    directory: await makeFolder(),
    hubspot: await startAccount(),
    config: CONFIG,
  });
  expect(await runEtl(['run'], { ...project, node: YESTERDAY })).toMatchObject({ code: 0, stderr: '' });
  loaded = project.database;
});
afterAll(() => Promise.all(hubspots.map((hubspot) => hubspot.close())));

interface Case extends Refusal {
  readonly config?: Readonly<Record<string, unknown>>;
  /** Changes the text of the source's file. */
  readonly edit?: (yaml: string) => string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly account?: (hubspot: HubspotEmulator) => void;
  readonly args?: readonly string[];
}

const FILE = String.raw`^configs/sources/hubspot\.yaml:\d+:\d+ source\.config\.`;

function wrongOption(config: Readonly<Record<string, unknown>>, ...says: readonly string[]): Case {
  return { config, code: 2, says: says.map((text) => new RegExp(`${FILE}${text}`)) };
}

const OAUTH = { client_id: 'app', client_secret: 'hubspot-secret', refresh_token: 'hubspot-secret' };

const CONFIGURATIONS: Readonly<Record<string, Case>> = {
  'a misspelt option': wrongOption({ custom_object: true }, 'custom_object: .*Did you mean `custom_objects`'),
  'an object that is no name': wrongOption({ objects: ['con tacts'] }, String.raw`objects\[0\]: .*con tacts`),
  'associations that are a list': wrongOption({ associations: ['contacts'] }, 'associations: '),
  'associations with nothing': wrongOption({ associations: { contacts: [] } }, 'associations.contacts: '),
  'histories of no property': wrongOption({ property_history: { deals: [] } }, 'property_history.deals: '),
  'a version that HubSpot never had': wrongOption({ api_version: 'v4' }, 'api_version: .*v4.*2026-09'),
  'an address that is none': wrongOption({ api_endpoint: 'hubapi.com' }, 'api_endpoint: .*hubapi.com.*http'),
  'a date that does not exist': wrongOption({ start_date: '2026-02-30' }, 'start_date: .*2026-02-30'),
  'a span without a unit': wrongOption({ look_back: '90' }, 'look_back: .*90'),
  'a span in words': wrongOption({ refresh_every: 'weekly' }, 'refresh_every: .*weekly'),
  'no requests at all': wrongOption({ requests_per_ten_seconds: 0 }, 'requests_per_ten_seconds: .*0'),
  'half a request': wrongOption({ requests_per_day: 0.5 }, 'requests_per_day: .*0.5'),
  'a limit in words': wrongOption(
    { search_requests_per_second: 'fast' },
    'search_requests_per_second: .*fast',
  ),
  'a reserve below nothing': wrongOption(
    { reserved_requests_per_day: -1 },
    'reserved_requests_per_day: .*-1',
  ),
  'a switch that is neither on nor off': wrongOption(
    { custom_objects: 'perhaps' },
    'custom_objects: .*perhaps',
  ),
  'two credentials': wrongOption({ oauth: OAUTH }, 'access_token: .*either access_token or oauth'),
  'no credential': wrongOption({ access_token: null }, 'access_token: .*either access_token or oauth'),
  'a sign-in without its secret': wrongOption(
    { access_token: null, oauth: { ...OAUTH, client_secret: null } },
    'oauth.client_secret: ',
  ),
  'a variable that is not set': {
    environment: { HUBSPOT_ACCESS_TOKEN: '' },
    code: 2,
    says: [new RegExp(`${FILE}access_token: .*HUBSPOT_ACCESS_TOKEN is not set`), /delete its file\.$/m],
  },
  'an object that nobody associates': {
    config: { associations: { contact: ['companies'] } },
    code: 2,
    says: [/^hubspot\.\* failed: .*"contact"/, 'contacts, companies'],
  },
  'histories of an object that is not read': {
    config: { property_history: { deal: ['dealstage'] } },
    code: 2,
    says: [/^hubspot\.\* failed: .*"deal"/, 'contacts, companies'],
  },
  'a table that there is not': {
    edit: (yaml) => yaml.replace('- owners', '- owner'),
    code: 2,
    says: [/^hubspot\.\* failed: configs\/sources\/hubspot\.yaml:\d+:\d+ destination\.tables/, 'owners'],
  },
  'a stream that there is not': {
    args: ['--stream', 'contact'],
    code: 2,
    says: ['Source hubspot has no stream "contact" (--stream). It has: contacts, companies'],
  },
};

const CREDENTIALS: Readonly<Record<string, Case>> = {
  'a token of nobody': {
    environment: { HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000' },
    code: 2,
    says: [/^hubspot\.\* failed: HubSpot refused the access token \(401\)\./, 'still installed'],
  },
  'a token with a space in it': {
    environment: { HUBSPOT_ACCESS_TOKEN: 'pat-na1 8c2a5f6e0d41' },
    code: 2,
    says: [/^hubspot\.\* failed: HubSpot refused the access token \(\d+\)\./, 'complete'],
  },
  'a scope that is missing': {
    account: (hubspot) => {
      hubspot.setScopes(['crm.objects.companies.read', 'crm.objects.contacts.read']);
    },
    code: 2,
    says: [/^hubspot\.owners failed: .*crm\.objects\.owners\.read.* \(403\)/, 'do not select'],
  },
  'a sign-in that was withdrawn': {
    edit: (yaml) =>
      yaml.replace(
        /access_token: .*/,
        'oauth: { client_id: app, client_secret: hubspot-secret, refresh_token: hubspot-secret }',
      ),
    code: 2,
    says: [/^hubspot\.\* failed: /],
  },
  'nobody listening': {
    environment: { HUBSPOT_API_ENDPOINT: 'http://127.0.0.1:9' },
    code: 1,
    says: [/^hubspot\.\* failed: .*failed \d+ times in \d+ s .*refused/],
  },
};

function everywhere(fault: Fault, code: number, ...says: readonly RegExp[]): Case {
  return {
    account: ({ faults }) => faults.inject(fault, { times: Infinity }),
    code,
    says: [/^hubspot\.\* failed: /, ...says],
  };
}

/** Spoils the JSON of every page of contacts. */
function contacts(change: (answer: any) => unknown, ...says: readonly RegExp[]): Case {
  const fault: Fault = {
    kind: 'rewrite',
    rewrite: (response) => {
      const answer = JSON.parse(String(response.body)) as unknown;
      return { ...response, body: JSON.stringify(change(answer) ?? answer) };
    },
  };
  return {
    account: ({ faults }) => faults.inject(fault, { path: /objects.*contacts$/, times: Infinity }),
    args: ['--stream', 'contacts'],
    code: 1,
    says: [/^hubspot\.contacts failed: /, ...says],
  };
}

const ANSWERS: Readonly<Record<string, Case>> = {
  'a web page': everywhere(htmlInsteadOfJson(), 1, /HTML|web page|JSON/),
  'no body': everywhere({ kind: 'status', status: 200, body: '' }, 1, /failed \d+ times/),
  'a body that ends too early': everywhere({ kind: 'truncated-body' }, 1, /failed \d+ times/),
  'a connection that is reset': everywhere({ kind: 'reset-before-headers' }, 1, /reset/),
  'a connection that closes in the middle': everywhere({ kind: 'close-mid-body' }, 1, /failed \d+ times/),
  'text that is not UTF-8': everywhere({ kind: 'invalid-utf8' }, 1, /UTF-8/),
  '503 for ever': everywhere(errorStatus(503), 1, /server_error 503/),
  'a status nobody expects': everywhere({ kind: 'status', status: 418, body: '{"message":"tea"}' }, 1, /418/),
  'a redirect to somebody else': everywhere(
    { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:9/login' }, body: '' },
    2,
    /302|redirect/,
  ),
  'a list of properties that is none': everywhere(
    { kind: 'rewrite', rewrite: (response) => ({ ...response, body: '{"results":7}' }) },
    1,
    /has no list of results/,
  ),
  'a page without results': contacts(
    (answer) => ({ ...answer, results: undefined }),
    /has no list of results/,
  ),
  'results that are an object': contacts((answer) => ({ ...answer, results: {} }), /has no list of results/),
  'a next page nobody knows where': contacts(
    (answer) => ({ ...answer, paging: { next: {} } }),
    /another page/,
  ),
  'a next page that is the first': contacts(
    (answer) => ({ ...answer, paging: { next: { after: '1' } } }),
    /1/,
  ),
  'a record without an id': contacts((answer) => delete answer.results[3].id && answer, /id/),
  'a record whose id is null': contacts((answer) => ((answer.results[3].id = null), answer), /id/),
  'a record whose id is an object': contacts(
    (answer) => ((answer.results[3].id = { value: '7' }), answer),
    /id/,
  ),
  'a record that is a number': contacts((answer) => ((answer.results[3] = 77), answer), /id/),
  'a record that is null': contacts((answer) => ((answer.results[3] = null), answer), /id/),
};

async function expectRefused({
  config,
  edit,
  environment,
  account,
  args = [],
  ...refusal
}: Case): Promise<void> {
  const hubspot = await startAccount();
  account?.(hubspot);
  const project = await createHubspotProject({ directory: await makeFolder(), hubspot });
  const yaml = hubspotYaml({ ...CONFIG, ...config });
  await project.write(HUBSPOT_SOURCE, edit?.(yaml) ?? yaml);
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

describe('HubSpot: what cannot be used is told once, and changes no row', () => {
  describe('configurations', () => {
    it.concurrent.each(Object.entries(CONFIGURATIONS))('%s', (_, refused) => expectRefused(refused));
  });
  describe('credentials', () => {
    it.concurrent.each(Object.entries(CREDENTIALS))('%s', (_, refused) => expectRefused(refused));
  });
  describe('answers', () => {
    it.concurrent.each(Object.entries(ANSWERS))('%s', (_, refused) => expectRefused(refused));
  });

  it('is loaded as it should be when nothing is wrong', async () => {
    const hubspot = await startAccount();
    const project = await createHubspotProject({ directory: await makeFolder(), hubspot, config: CONFIG });
    await copyFile(loaded, project.database);
    expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
    expect(hubspot.requests.some(({ path }) => /objects.*contacts/.test(path))).toBe(true);
  });
});
