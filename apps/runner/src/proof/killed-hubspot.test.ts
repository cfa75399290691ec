import { copyFile } from 'node:fs/promises';
import { createManualClock } from '@etl/emulator-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHubspotProject, startHubspot, type HubspotEmulator } from '../__fixtures__/hubspot.js';
import { addContact, companyId, contactId, fillHubspot } from '../__fixtures__/hubspot-data.js';
import { createKillProof, spread, STARTING, type Day } from '../__fixtures__/kill-proof.js';
import type { Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';
import { createWorkers } from '../__fixtures__/workers.js';
import { YESTERDAY } from '../__fixtures__/yesterday.js';

const makeFolder = useTemporaryFolders();
const CONTACTS = 400;
const NOW = Date.now();
const HOUR = 3_600_000;
const { runUndisturbed, killAndRunAgain, ...proof } = createKillProof('contacts');
/** No more runs at a time than keep the machine busy. */
const turns = createWorkers([1, 2, 3]);
let days: { first: Day; second: Day };
let loadedYesterday: string;

/** Archived records and associations are read by every run, so that what happened since a kill is seen. */
async function makeProject(hubspot: HubspotEmulator): Promise<Project> {
  const config = { archived_every: '0s', associations_every: '0s' };
  return createHubspotProject({ directory: await makeFolder(), hubspot, config });
}

/** Each gets an account of its own, as it was on the first day. */
async function withAccount(
  work: (hubspot: HubspotEmulator, project: Project) => Promise<void>,
): Promise<void> {
  await turns.use(async () => {
    const hubspot = await startHubspot({ clock: createManualClock(NOW - HOUR) });
    try {
      fillHubspot(hubspot, { contacts: CONTACTS, now: NOW });
      await work(hubspot, await makeProject(hubspot));
    } finally {
      await hubspot.close();
    }
  });
}

/** The part of the next day's changes that had happened at noon: values, new contacts, and some in the archive. */
function changeUntilNoon(hubspot: HubspotEmulator): void {
  for (let index = 0; index < 150; index += 1) {
    hubspot.records.update('contacts', contactId(index), { firstname: `renamed ${index}` }, NOW - 5 * HOUR);
  }
  for (let index = CONTACTS; index < CONTACTS + 30; index += 1) addContact(hubspot, index, NOW - 4 * HOUR);
  for (const index of [200, 201]) hubspot.records.archive('contacts', contactId(index));
  hubspot.records.merge('contacts', contactId(220), contactId(221));
  hubspot.records.dissociate('contacts', contactId(210), 'companies', companyId(52));
  hubspot.records.associate('contacts', contactId(230), 'companies', companyId(1));
  hubspot.records.update('companies', companyId(5), { name: 'Renamed' }, NOW - HOUR);
}

/** What a run sees although an earlier one had read up to this hour. */
function changeAfterNoon(hubspot: HubspotEmulator): void {
  hubspot.records.archive('contacts', contactId(209));
  hubspot.collections.owners.archive('3');
}

beforeAll(async () => {
  await withAccount(async (_, project) => {
    const first = await runUndisturbed(project);
    await withAccount(async (hubspot, later) => {
      loadedYesterday = (await runUndisturbed(later, { node: YESTERDAY })).database;
      const project = await makeProject(hubspot);
      await copyFile(loadedYesterday, project.database);
      changeUntilNoon(hubspot);
      changeAfterNoon(hubspot);
      days = { first, second: await runUndisturbed(project) };
    });
  });
});

describe('a first run of HubSpot, killed and run again, leaves the tables of an undisturbed run', () => {
  it.concurrent.each([...STARTING, ...spread('event', 11), ...spread('commit', 5)])('%s', (_, instant) =>
    withAccount((_hubspot, project) => killAndRunAgain(instant, days.first, project)),
  );
});

describe('a second run, killed while the account changes and run again, does so too', () => {
  it.concurrent.each([...spread('event', 10), ...spread('commit', 5)])('%s', (_, instant) =>
    withAccount(async (hubspot, project) => {
      await copyFile(loadedYesterday, project.database);
      changeUntilNoon(hubspot);
      await killAndRunAgain(instant, days.second, project, () => {
        changeAfterNoon(hubspot);
      });
    }),
  );
});

describe('the proof itself', () => {
  it('saw the second day: changes, new contacts, and contacts and associations that are gone', () => {
    const { contacts = [], associations = [], companies = [] } = days.second.outcome.tables;
    expect(contacts.filter((row) => row.includes('renamed '))).toHaveLength(150);
    expect(contacts).toHaveLength(CONTACTS + 30);
    expect(contacts.filter((row) => row.includes('"_etl_deleted_at":"deleted"'))).toHaveLength(4);
    expect(associations.filter((row) => row.includes('"_etl_deleted_at":"deleted"')).length).toBeGreaterThan(
      0,
    );
    expect(companies.filter((row) => row.includes('Renamed')).length).toBe(1);
  });

  it('killed where it meant to, also inside commits', () => {
    expect(proof.signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThanOrEqual(30);
    expect(proof.killedInCommit()).toBeGreaterThan(0);
  });
});
