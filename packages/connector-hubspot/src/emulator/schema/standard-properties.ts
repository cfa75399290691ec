import type { ObjectType } from '../objects/object-type.js';
import type { PropertyInput } from './property-definition.js';

/** Space-separated `name` or `name:type`; a `*` after the type marks a calculated one. */
const PROPERTIES: Readonly<Record<string, string>> = {
  contacts: `email firstname lastname phone jobtitle company city country hs_timezone lifecyclestage:enumeration
    hs_lead_status:enumeration hs_email_optout:bool hs_analytics_source:enumeration notes_last_contacted:datetime
    num_associated_deals:number* hs_lead_score:number* hs_full_name_or_email* associatedcompanyid:number
    hs_additional_emails:enumeration date_of_birth annualrevenue hs_merged_object_ids:enumeration`,
  companies: `name domain website phone city country industry:enumeration numberofemployees:number annualrevenue:number
    description lifecyclestage:enumeration hs_headquarters:object_coordinates hs_enrichment:json founded_year is_public:bool num_associated_contacts:number*
    num_associated_deals:number* hs_num_open_deals:number* hs_parent_company_id:number hs_merged_object_ids:enumeration`,
  deals: `dealname amount:number closedate:datetime dealstage:enumeration pipeline:enumeration dealtype:enumeration
    description deal_currency_code:enumeration hs_forecast_amount:number* hs_is_closed:bool* hs_is_closed_won:bool*
    days_to_close:number* hs_projected_amount:number* hs_acv:number num_associated_contacts:number* closed_lost_reason
    hs_merged_object_ids:enumeration`,
  tickets: `subject content hs_pipeline:enumeration hs_pipeline_stage:enumeration hs_ticket_priority:enumeration
    hs_ticket_category:enumeration closed_date:datetime time_to_close:number* source_type:enumeration
    hs_merged_object_ids:enumeration`,
  leads:
    'hs_lead_name hs_lead_type:enumeration hs_lead_label:enumeration hs_pipeline:enumeration hs_pipeline_stage:enumeration',
  products:
    'name description price:number hs_sku hs_recurring_billing_period recurringbillingfrequency:enumeration',
  line_items: 'name quantity:number price:number amount:number* hs_product_id:number hs_sku discount:number',
  quotes:
    'hs_title hs_expiration_date:datetime hs_status:enumeration hs_quote_amount:number* hs_currency:enumeration',
  calls: `hs_call_title hs_call_body hs_call_direction:enumeration hs_call_duration:number hs_call_status:enumeration
    hs_call_disposition:enumeration hs_call_external_id hs_timestamp:datetime`,
  emails: `hs_email_subject hs_email_text hs_email_html hs_email_direction:enumeration hs_email_status:enumeration
    hs_email_from_email hs_email_to_email hs_email_thread_id hs_timestamp:datetime`,
  meetings: `hs_meeting_title hs_meeting_body hs_meeting_outcome:enumeration hs_meeting_start_time:datetime
    hs_meeting_end_time:datetime hs_timestamp:datetime`,
  notes: 'hs_note_body hs_attachment_ids hs_timestamp:datetime',
  tasks: `hs_task_subject hs_task_body hs_task_status:enumeration hs_task_priority:enumeration hs_task_type:enumeration
    hs_timestamp:datetime`,
  communications: 'hs_communication_channel_type:enumeration hs_communication_body hs_timestamp:datetime',
};

const OPTIONS: Readonly<Record<string, string>> = {
  lifecyclestage:
    'subscriber lead marketingqualifiedlead salesqualifiedlead opportunity customer evangelist other',
  hs_lead_status: 'NEW OPEN IN_PROGRESS OPEN_DEAL UNQUALIFIED CONNECTED',
  hs_analytics_source:
    'ORGANIC_SEARCH PAID_SEARCH EMAIL_MARKETING SOCIAL_MEDIA REFERRALS DIRECT_TRAFFIC OFFLINE',
  dealtype: 'newbusiness existingbusiness',
  deal_currency_code: 'USD EUR',
  hs_ticket_priority: 'LOW MEDIUM HIGH URGENT',
  hs_call_direction: 'INBOUND OUTBOUND',
  hs_call_status: 'BUSY COMPLETED NO_ANSWER',
  hs_email_direction: 'EMAIL INCOMING_EMAIL FORWARDED_EMAIL',
  hs_task_status: 'NOT_STARTED IN_PROGRESS WAITING DEFERRED COMPLETED',
};

/** What every type has. */
const EVERYWHERE = 'hubspot_owner_id:enumeration hs_all_owner_ids:enumeration* hs_created_by_user_id:number';

/** The properties HubSpot defines for a type. */
export function standardProperties(type: ObjectType): PropertyInput[] {
  const own = `${PROPERTIES[type.name] ?? 'hs_name'} ${EVERYWHERE}`.split(/\s+/).map(parseProperty);
  return [
    { name: 'hs_object_id', type: 'number' },
    { name: type.createdProperty, type: 'datetime' },
    { name: type.modifiedProperty, type: 'datetime' },
    ...own,
  ];
}

function parseProperty(text: string): PropertyInput {
  const calculated = text.endsWith('*');
  const [name = '', type = 'string'] = text.replace('*', '').split(':');
  const options = (OPTIONS[name] ?? '').split(' ').filter((value) => value !== '');
  return {
    name,
    type,
    calculated,
    options: options.map((value, displayOrder) => ({ label: value, value, hidden: false, displayOrder })),
  };
}
