/** Where things stand in the version of the API that is used. */
export interface Paths {
  readonly objects: (type: string) => string;
  readonly search: (type: string) => string;
  readonly batchRead: (type: string) => string;
  readonly properties: (type: string) => string;
  readonly schemas: string;
  readonly associations: (from: string, to: string) => string;
  readonly owners: string;
  readonly pipelines: (type: string) => string;
  readonly listSearch: string;
  readonly memberships: (listId: string) => string;
  readonly forms: string;
  readonly submissions: (formId: string) => string;
  readonly marketingEmails: string;
  readonly campaigns: string;
  readonly accountDetails: string;
  readonly token: string;
}

/** @param version `v3`, or a date such as `2026-09`, which stands behind the name of the API. */
export function buildPaths(version: string): Paths {
  const isLegacy = version === 'v3';
  const at = (legacy: string, dated: string, rest = ''): string =>
    `${isLegacy ? legacy : `${dated}/${version}`}${rest}`;
  const objects = (type: string): string => at('/crm/v3/objects', '/crm/objects', `/${type}`);
  const lists = at('/crm/v3/lists', '/crm/lists');
  return {
    objects,
    search: (type) => `${objects(type)}/search`,
    batchRead: (type) => `${objects(type)}/batch/read`,
    properties: (type) => at('/crm/v3/properties', '/crm/properties', `/${type}`),
    schemas: at('/crm-object-schemas/v3', '/crm-object-schemas', '/schemas'),
    associations: (from, to) => at('/crm/v4/associations', '/crm/associations', `/${from}/${to}/batch/read`),
    owners: at('/crm/v3/owners', '/crm/owners'),
    pipelines: (type) => at('/crm/v3/pipelines', '/crm/pipelines', `/${type}`),
    listSearch: `${lists}/search`,
    memberships: (listId) => `${lists}/${listId}/memberships`,
    // These two have no version with a date yet.
    forms: '/marketing/v3/forms',
    submissions: (formId) => `/form-integrations/v1/submissions/forms/${formId}`,
    marketingEmails: at('/marketing/v3/emails', '/marketing/emails'),
    campaigns: at('/marketing/v3/campaigns', '/marketing/campaigns'),
    accountDetails: at('/account-info/v3', '/account-info', '/details'),
    token: at('/oauth/v3', '/oauth', '/token'),
  };
}
