import { buildId } from './call-plan.js';
import { formatInstant } from './format-instant.js';
import type { ListGeneration } from './list-generation.js';
import { WORKSPACES } from './meta-data.js';

const DAY = 24 * 3_600_000;
const PROFILES = ['Manager access', 'Team member'] as const;

/** Who may see what, how users set Gong up, and the flows they work with. */
export function fillAccess(generation: ListGeneration): void {
  for (const workspaceId of WORKSPACES) addProfiles(generation, workspaceId);
  addFlows(generation);
  addSettings(generation);
}

function addProfiles({ lists, company, random }: ListGeneration, workspaceId: string): void {
  const managers = new Set(company.employees.map(({ managerKey }) => managerKey));
  for (const name of PROFILES) {
    const id = buildId(random);
    const isManager = name === PROFILES[0];
    const access = { permissionLevel: isManager ? 'all' : 'own', teamLeadIds: null };
    lists.permissionProfiles.add({
      workspaceId,
      profile: {
        ...{ id, name, description: null, callsAccess: access, dealsAccess: access, coachingAccess: access },
        ...{ scoreCalls: isManager, downloadCallMedia: isManager, privateCalls: true, library: true },
      },
    });
    for (const { key, ids, email, firstName, lastName } of company.employees) {
      if (managers.has(key) !== isManager) continue;
      const user = { id: ids.gong, emailAddress: email, firstName, lastName };
      lists.permissionProfileUsers.add({ profileId: id, user });
    }
  }
}

function addFlows({ lists, company, random, now }: ListGeneration): void {
  const add = (flowOwnerEmail: string | null, name: string): void => {
    const visibility = flowOwnerEmail === null ? 'Company' : 'Personal';
    const creationDate = formatInstant(now - random.integer(20, 200) * DAY, company.timeZone);
    const folder = { folderId: '7600000000000000001', folderName: 'Outbound' };
    const flow = { id: buildId(random), name, ...folder, visibility, creationDate, exclusive: false };
    lists.flows.add({ flowOwnerEmail, flow });
  };
  add(null, 'New leads');
  add(null, 'After the demo');
  for (const { email, firstName } of company.employees.slice(0, 6)) add(email, `Renewals of ${firstName}`);
}

function addSettings({ lists, company, random }: ListGeneration): void {
  for (const { ids, createdAt, active } of company.employees) {
    const add = (setting: string, value: boolean, at: number): void => {
      const change = { setting, value, time: formatInstant(at, company.timeZone) };
      lists.userSettingsHistory.add({ userId: ids.gong, change });
    };
    add('webConferencesRecorded', true, createdAt);
    if (!active) add('webConferencesRecorded', false, createdAt + random.integer(10, 140) * DAY);
  }
}
