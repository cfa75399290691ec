import type { Field, Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

function setting(name: string, key: string, description: string): Field {
  return field(name, 'boolean', `settings.${key}`, description);
}

/** Table `users`. */
export const usersTable: Table = {
  name: 'users',
  description: 'One row per user of the Gong account, active or not.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the user.'),
    field('email_address', 'string', 'emailAddress', 'E-mail address.', PERSONAL),
    field('created', 'timestamp', 'created', 'When the user was created.'),
    field('active', 'boolean', 'active', 'Whether the user is active.'),
    field('email_aliases', 'json', 'emailAliases', 'Further e-mail addresses.', PERSONAL),
    field(
      'trusted_email_address',
      'string',
      'trustedEmailAddress',
      'Address trusted for signing in.',
      PERSONAL,
    ),
    field('first_name', 'string', 'firstName', 'First name.', PERSONAL),
    field('last_name', 'string', 'lastName', 'Last name.', PERSONAL),
    field('title', 'string', 'title', 'Job title.', PERSONAL),
    field('phone_number', 'string', 'phoneNumber', 'Telephone number.', PERSONAL),
    field('extension', 'string', 'extension', 'Telephone extension.', PERSONAL),
    field('personal_meeting_urls', 'json', 'personalMeetingUrls', 'Personal meeting rooms.', PERSONAL),
    field('manager_id', 'string', 'managerId', 'The user’s manager; users.id.'),
    field(
      'meeting_consent_page_url',
      'string',
      'meetingConsentPageUrl',
      'Page that asks for consent.',
      PERSONAL,
    ),
    field('spoken_languages', 'json', 'spokenLanguages', 'Languages, and which is the primary one.'),
    field(
      'conferencing_providers',
      'json',
      'conferencingProviders',
      'Meeting systems; not in Gong’s documentation.',
    ),
    field('settings', 'json', 'settings', 'All settings of recording and import.'),
    setting('web_conferences_recorded', 'webConferencesRecorded', 'Whether web conferences are recorded.'),
    setting(
      'prevent_web_conference_recording',
      'preventWebConferenceRecording',
      'Whether recording is prevented.',
    ),
    setting('telephony_calls_imported', 'telephonyCallsImported', 'Whether telephone calls are imported.'),
    setting('emails_imported', 'emailsImported', 'Whether e-mails are imported.'),
    setting('prevent_email_import', 'preventEmailImport', 'Whether the import of e-mails is prevented.'),
    setting(
      'non_recorded_meetings_imported',
      'nonRecordedMeetingsImported',
      'Whether unrecorded meetings are imported.',
    ),
    setting('gong_connect_enabled', 'gongConnectEnabled', 'Whether Gong Connect is enabled.'),
  ],
};
