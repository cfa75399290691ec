import { column, type Model, type Places } from '@etl/sql/models';
import type { HubspotConfig } from '../config.js';
import { lifecycleBandOf } from '../sql/bands.js';
import { fullName } from '../sql/full-name.js';
import { property } from '../sql/property.js';
import { buildRecordMart, COMMON_FIELDS } from '../sql/record-mart.js';

/** Contacts, with the band of their lifecycle. */
export function contacts(places: Places, config: HubspotConfig): Model {
  return buildRecordMart(places, {
    name: 'contacts',
    description: 'One row per contact.',
    table: 'contacts',
    id: column('contact_id', 'string', 'Identifies the contact.'),
    fields: [
      { field: property('email', 'string'), description: 'E-mail address.' },
      { field: property('first_name', 'string', 'firstname'), description: 'First name.' },
      { field: property('last_name', 'string', 'lastname'), description: 'Last name.' },
      { field: property('phone', 'string'), description: 'Phone number.' },
      { field: property('mobile_phone', 'string', 'mobilephone'), description: 'Mobile phone number.' },
      { field: property('job_title', 'string', 'jobtitle'), description: 'Title of the position.' },
      {
        field: property('company_name', 'string', 'company'),
        description: 'Name of the company, as written.',
      },
      {
        field: property('company_id', 'string', 'associatedcompanyid'),
        description: 'The primary company; companies.company_id.',
      },
      { field: property('city', 'string'), description: 'City.' },
      { field: property('country', 'string'), description: 'Country.' },
      {
        field: property('lifecycle_stage', 'string', 'lifecyclestage'),
        description: 'Lifecycle stage, by its internal name.',
      },
      { field: property('lead_status', 'string', 'hs_lead_status'), description: 'Lead status.' },
      {
        field: property('last_contacted_at', 'timestamp', 'notes_last_contacted'),
        description: 'When the contact was last spoken or written to.',
      },
      ...COMMON_FIELDS,
    ],
    derived: [
      {
        column: column('full_name', 'string', 'First and last name.'),
        sql: fullName('f.first_name', 'f.last_name'),
      },
      {
        column: column('lifecycle_band', 'string', 'Band of the lifecycle stage; option lifecycle_bands.'),
        sql: lifecycleBandOf(config.lifecycle_bands, 'f.lifecycle_stage'),
      },
    ],
  });
}
