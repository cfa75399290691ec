type Properties = Readonly<Record<string, unknown>>;

/** A record as HubSpot gives it: all properties are texts. */
export function record(id: number | string, properties: Properties, parts: Properties = {}): object {
  return {
    id: String(id),
    properties,
    createdAt: '2026-01-05T10:00:00.000Z',
    updatedAt: '2026-03-01T12:00:00.000Z',
    archived: false,
    url: `https://app.hubspot.example/record/${id}`,
    ...parts,
  };
}

export function contact(id: number, properties: Properties = {}): object {
  return record(id, {
    email: `Ada${id}@Northwind.example`,
    firstname: 'Ada',
    lastname: `Number ${id}`,
    phone: '+49 30 1234567',
    mobilephone: '',
    jobtitle: 'CTO',
    company: 'Northwind',
    associatedcompanyid: '501',
    lifecyclestage: 'customer',
    hs_lead_status: 'OPEN',
    notes_last_contacted: '1767609000000',
    hubspot_owner_id: '71',
    hs_additional_emails: ' ada@old.example;ADA@private.example;;not an address',
    hs_merged_object_ids: '9001;9002',
    ...properties,
  });
}

export function company(id: number, properties: Properties = {}): object {
  return record(id, {
    name: `Northwind ${id}`,
    domain: `www.Northwind${id}.example`,
    website: `https://northwind${id}.example/home`,
    industry: 'COMPUTER_SOFTWARE',
    country: 'Germany',
    numberofemployees: '250',
    annualrevenue: '12000000.50',
    lifecyclestage: 'opportunity',
    hubspot_owner_id: '71',
    hs_merged_object_ids: '',
    ...properties,
  });
}

export function deal(id: number, properties: Properties = {}, parts: Properties = {}): object {
  return record(
    id,
    {
      dealname: `Deal ${id}`,
      amount: '75000.10',
      deal_currency_code: 'EUR',
      dealtype: 'newbusiness',
      pipeline: 'default',
      dealstage: 'negotiation',
      createdate: '2026-01-01T00:00:00Z',
      closedate: '2026-02-10T12:00:00Z',
      hubspot_owner_id: '71',
      closed_lost_reason: 'Too dear',
      closed_won_reason: 'Fast',
      ...properties,
    },
    parts,
  );
}

export function owner(id: number, parts: Properties = {}): object {
  return {
    id: String(id),
    email: `owner${id}@seller.example`,
    type: 'PERSON',
    firstName: 'Olga',
    lastName: `Owner ${id}`,
    userId: id + 1000,
    userIdIncludingInactive: id + 1000,
    archived: false,
    createdAt: '2025-01-01T00:00:00Z',
    updatedAt: '2025-06-01T00:00:00Z',
    ...parts,
  };
}

export function pipeline(id: string, label: string, objectType = 'deals'): object {
  return { object_type: objectType, pipeline: { id, label, displayOrder: 0, archived: false } };
}

export function stage(
  id: string,
  metadata: unknown,
  { pipelineId = 'default', objectType = 'deals', label = `Stage ${id}` } = {},
): object {
  return {
    object_type: objectType,
    pipeline_id: pipelineId,
    stage: { id, label, displayOrder: 3, metadata, archived: false },
  };
}

/** The stages of the pipeline `default`. */
export const STAGES = [
  stage('negotiation', { isClosed: 'false', probability: '0.6' }),
  stage('closedwon', { isClosed: 'true', probability: '1.0' }),
  stage('closedlost', { isClosed: 'true', probability: '0.0' }),
];

export function association(
  from: readonly [type: string, id: number],
  to: readonly [type: string, id: number],
  [typeId, label, category = 'HUBSPOT_DEFINED']: readonly [number, (string | null)?, string?],
): object {
  return {
    from_object_type: from[0],
    from_object_id: String(from[1]),
    to_object_type: to[0],
    to_object_id: String(to[1]),
    association: { category, typeId, label: label ?? null },
  };
}

export function stageChange(dealId: number, timestamp: string, value: unknown, ordinal = 0): object {
  const entry = { timestamp, value, sourceType: 'CRM_UI', updatedByUserId: 1071 };
  return { record_id: String(dealId), property: 'dealstage', ordinal: String(ordinal), entry };
}
