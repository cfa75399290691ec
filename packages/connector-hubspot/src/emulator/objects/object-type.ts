/** A kind of CRM record, and the names it goes by in paths. */
export interface ObjectType {
  /** Plural name, which is the canonical one: `contacts`; of a custom object its name. */
  readonly name: string;
  /** `0-1`; of custom objects `2-…`. */
  readonly typeId: string;
  /** Further names that paths accept. */
  readonly aliases: readonly string[];
  /** The property that tells the last change: `lastmodifieddate` for contacts alone. */
  readonly modifiedProperty: string;
  readonly createdProperty: string;
  /** Each must be granted; `a|b` is granted by either. */
  readonly scopes: readonly string[];
  /** Returned when a request names no properties, beside id and times. */
  readonly defaultProperties: readonly string[];
}

type Row = readonly [name: string, typeId: string, scopes?: string, defaults?: string];

const ROWS: readonly Row[] = [
  ['contacts', '0-1', 'crm.objects.contacts.read', 'email firstname lastname'],
  ['companies', '0-2', 'crm.objects.companies.read', 'domain name'],
  ['deals', '0-3', 'crm.objects.deals.read', 'amount closedate dealname dealstage pipeline'],
  ['tickets', '0-5', 'tickets', 'content hs_pipeline hs_pipeline_stage subject'],
  ['products', '0-7', 'crm.objects.products.read|e-commerce', 'name price'],
  ['line_items', '0-8', 'crm.objects.line_items.read|e-commerce', 'amount quantity hs_product_id'],
  ['quotes', '0-14', 'crm.objects.quotes.read', 'hs_title hs_expiration_date'],
  ['communications', '0-18'],
  ['feedback_submissions', '0-19', 'crm.objects.feedback_submissions.read'],
  ['tasks', '0-27'],
  ['notes', '0-46'],
  ['meetings', '0-47'],
  ['calls', '0-48'],
  ['emails', '0-49', 'crm.objects.contacts.read sales-email-read'],
  ['invoices', '0-53', 'crm.objects.invoices.read'],
  ['marketing_events', '0-54', 'crm.objects.marketing_events.read'],
  ['subscriptions', '0-69', 'crm.objects.subscriptions.read'],
  ['goal_targets', '0-74', 'crm.objects.goals.read'],
  ['discounts', '0-84', 'crm.objects.line_items.read|e-commerce'],
  ['fees', '0-85', 'crm.objects.line_items.read|e-commerce'],
  ['taxes', '0-86', 'crm.objects.line_items.read|e-commerce'],
  ['payments', '0-101', 'crm.objects.commercepayments.read'],
  ['users', '0-115', 'crm.objects.users.read'],
  ['postal_mail', '0-116'],
  ['orders', '0-123', 'crm.objects.orders.read'],
  ['leads', '0-136', 'crm.objects.leads.read', 'hs_lead_name'],
  ['carts', '0-142', 'crm.objects.carts.read'],
  ['services', '0-162', 'crm.objects.services.read'],
  ['courses', '0-410', 'crm.objects.courses.read'],
  ['listings', '0-420', 'crm.objects.listings.read'],
  ['appointments', '0-421', 'crm.objects.appointments.read'],
  ['projects', '0-970', 'crm.objects.projects.read'],
];

/** Engagements are read with the scope of contacts. */
const ENGAGEMENT_SCOPE = 'crm.objects.contacts.read';

const CREATED_WITHOUT_PREFIX = new Set([
  'contacts',
  'companies',
  'deals',
  'tickets',
  'products',
  'line_items',
]);

/** What every account has. */
export const STANDARD_TYPES: readonly ObjectType[] = ROWS.map(buildType);

function buildType([name, typeId, scopes = ENGAGEMENT_SCOPE, defaults = '']: Row): ObjectType {
  return {
    name,
    typeId,
    aliases: [toSingular(name)],
    modifiedProperty: name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate',
    createdProperty: CREATED_WITHOUT_PREFIX.has(name) ? 'createdate' : 'hs_createdate',
    scopes: scopes.split(' '),
    defaultProperties: defaults.split(' ').filter((property) => property !== ''),
  };
}

/** A custom object's type. `typeId` is `2-…`; the portal's id is part of the qualified name. */
export function buildCustomType(name: string, typeId: string, portalId: number): ObjectType {
  return {
    name,
    typeId,
    aliases: [`p${portalId}_${name}`, `p_${name}`],
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'hs_createdate',
    scopes: ['crm.objects.custom.read'],
    defaultProperties: [],
  };
}

function toSingular(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return plural.endsWith('xes') ? plural.slice(0, -2) : plural.replace(/s$/, '');
}
