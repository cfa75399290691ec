import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `owners`. */
export const ownersTable: Table = {
  name: 'owners',
  description: 'One row per owner of records, those who have left included.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the owner; hubspot_owner_id of records.'),
    field('email', 'string', 'email', 'E-mail address.', PERSONAL),
    field('type', 'string', 'type', 'PERSON or QUEUE.'),
    field('first_name', 'string', 'firstName', 'First name.', PERSONAL),
    field('last_name', 'string', 'lastName', 'Last name.', PERSONAL),
    field('user_id', 'string', 'userId', 'User; null once archived.'),
    field(
      'user_id_including_inactive',
      'string',
      'userIdIncludingInactive',
      'User, also when no longer active.',
    ),
    field('teams', 'json', 'teams', 'Teams, and which is the primary one.'),
    field('archived', 'boolean', 'archived', 'Whether the owner has left.'),
    field('created_at', 'timestamp', 'createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'updatedAt', 'When it was changed last.'),
  ],
};

/** Table `custom_object_schemas`. */
export const schemasTable: Table = {
  name: 'custom_object_schemas',
  description: 'One row per kind of record that the account has defined.',
  primaryKey: ['object_type_id'],
  fields: [
    field('object_type_id', 'string', 'objectTypeId', 'Identifies the kind of record.'),
    field('name', 'string', 'name', 'Name in the API.'),
    field('fully_qualified_name', 'string', 'fullyQualifiedName', 'Name with the account’s id.'),
    field('labels', 'json', 'labels', 'Names that people see.'),
    field('primary_display_property', 'string', 'primaryDisplayProperty', 'Property that names a record.'),
    field(
      'secondary_display_properties',
      'json',
      'secondaryDisplayProperties',
      'Properties shown beside it.',
    ),
    field('required_properties', 'json', 'requiredProperties', 'Properties a record must have.'),
    field('searchable_properties', 'json', 'searchableProperties', 'Properties that are searched.'),
    field('associations', 'json', 'associations', 'Kinds of records it can be associated with.'),
    field('archived', 'boolean', 'archived', 'Whether it is archived.'),
    field('created_at', 'timestamp', 'createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'updatedAt', 'When it was changed last.'),
  ],
};

/** Table `forms`. */
export const formsTable: Table = {
  name: 'forms',
  description: 'One row per form, of all types, archived ones included.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the form.'),
    field('name', 'string', 'name', 'Name.'),
    field('form_type', 'string', 'formType', 'hubspot, captured, flow or blog_comment.'),
    field('field_groups', 'json', 'fieldGroups', 'Fields of the form.'),
    field('configuration', 'json', 'configuration', 'What happens when it is sent.'),
    field('display_options', 'json', 'displayOptions', 'How it looks.'),
    field('legal_consent_options', 'json', 'legalConsentOptions', 'Consent it asks for.'),
    field('archived', 'boolean', 'archived', 'Whether it is archived.'),
    field('created_at', 'timestamp', 'createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'updatedAt', 'When it was changed last.'),
    field('archived_at', 'timestamp', 'archivedAt', 'When it was archived.'),
  ],
};

/** Table `form_submissions`. */
export const submissionsTable: Table = {
  name: 'form_submissions',
  description: 'One row for each time a form was sent.',
  primaryKey: ['form_id', 'conversion_id'],
  fields: [
    field('form_id', 'string', 'form_id', 'The form; forms.id.'),
    field('conversion_id', 'string', 'submission.conversionId', 'Identifies the submission.'),
    field('submitted_at', 'timestamp', 'submission.submittedAt', 'When it was sent.', {
      epochMilliseconds: true,
    }),
    field('page_url', 'string', 'submission.pageUrl', 'Page it was sent from.', PERSONAL),
    field('values', 'json', 'submission.values', 'What was entered.', PERSONAL),
  ],
};

/** Table `marketing_emails`. */
export const marketingEmailsTable: Table = {
  name: 'marketing_emails',
  description: 'One row per marketing e-mail, archived ones included.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the e-mail.'),
    field('name', 'string', 'name', 'Name.'),
    field('subject', 'string', 'subject', 'Subject.'),
    field('type', 'string', 'type', 'Kind of e-mail, e.g. BATCH_EMAIL.'),
    field('state', 'string', 'state', 'E.g. DRAFT or PUBLISHED.'),
    field('campaign', 'string', 'campaign', 'Campaign it belongs to; campaigns.id.'),
    field('campaign_name', 'string', 'campaignName', 'Name of that campaign.'),
    field('from', 'json', 'from', 'Who it comes from.', PERSONAL),
    field('to', 'json', 'to', 'Whom it is sent to.'),
    field('content', 'json', 'content', 'What it says.'),
    field(
      'stats',
      'json',
      'stats',
      'How often it was sent, opened and so on; null where nobody has counted.',
    ),
    field('is_published', 'boolean', 'isPublished', 'Whether it is published.'),
    field('archived', 'boolean', 'archived', 'Whether it is archived.'),
    field('created_at', 'timestamp', 'createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'updatedAt', 'When it was changed last.'),
    field('publish_date', 'timestamp', 'publishDate', 'When it was or will be published.'),
  ],
};

/** Properties a campaign is asked for. */
export const CAMPAIGN_PROPERTIES = [
  'hs_name',
  'hs_campaign_status',
  'hs_start_date',
  'hs_end_date',
  'hs_owner',
  'hs_goal',
  'hs_audience',
  'hs_notes',
  'hs_utm',
  'hs_color_hex',
  'hs_currency_code',
  'hs_budget_items_sum_amount',
  'hs_spend_items_sum_amount',
  'hs_created_by_user_id',
  'hs_object_id',
] as const;

/** Table `campaigns`. */
export const campaignsTable: Table = {
  name: 'campaigns',
  description: 'One row per marketing campaign.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the campaign.'),
    field('created_at', 'timestamp', 'createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'updatedAt', 'When it was changed last.'),
    field('business_units', 'json', 'businessUnits', 'Business units it belongs to.'),
    ...CAMPAIGN_PROPERTIES.map((name) =>
      field(name, 'string', `properties.${name}`, 'Property of the campaign.'),
    ),
  ],
};
