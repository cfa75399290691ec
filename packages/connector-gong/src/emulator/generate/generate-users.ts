import type { Company, Employee } from '@etl/emulator-kit';
import type { RecordInput } from '../data/call.js';
import { formatInstant } from './format-instant.js';

/** One user for every employee, in Gong's shape, with a field that Gong's document does not know. */
export function generateUsers(company: Company): RecordInput[] {
  return company.employees.map((employee) => buildUserRecord(employee, company));
}

function buildUserRecord(employee: Employee, company: Company): RecordInput {
  const manager = company.employees.find(({ key }) => key === employee.managerKey);
  const recorded = employee.active;
  return {
    id: employee.ids.gong,
    emailAddress: employee.email,
    created: formatInstant(employee.createdAt, company.timeZone),
    active: employee.active,
    emailAliases: employee.emailAliases,
    trustedEmailAddress: null,
    firstName: employee.firstName,
    lastName: employee.lastName,
    title: employee.title,
    phoneNumber: employee.phone,
    extension: null,
    personalMeetingUrls: [`https://meet.${company.domain}/${employee.key}`],
    settings: {
      webConferencesRecorded: recorded,
      preventWebConferenceRecording: false,
      telephonyCallsImported: recorded,
      emailsImported: recorded,
      preventEmailImport: false,
      nonRecordedMeetingsImported: recorded,
      gongConnectEnabled: false,
    },
    managerId: manager?.ids.gong ?? null,
    meetingConsentPageUrl: null,
    spokenLanguages: [{ language: 'en-US', primary: true }],
    conferencingProviders: [{ provider: 'zoom', connected: recorded }],
  };
}
