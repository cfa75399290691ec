import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { accountDetailsEndpoint, dailyUsageEndpoint } from './account-info.js';
import {
  associationLabelsEndpoint,
  associationsBatchEndpoint,
  associationsOfRecordEndpoint,
} from './associations.js';
import { batchReadEndpoint } from './batch-read.js';
import {
  campaignEndpoint,
  campaignPartEndpoints,
  campaignsBatchEndpoint,
  campaignsEndpoint,
} from './campaigns.js';
import { formSubmissionsEndpoint, formsEndpoint } from './forms.js';
import { associationsPageEndpoint } from './inline-associations.js';
import { listObjectsEndpoint } from './list-objects.js';
import { listEndpoint, listsEndpoint, listsSearchEndpoint } from './lists.js';
import { marketingEmailEndpoint, marketingEmailsEndpoint } from './marketing-emails.js';
import { membershipsByJoinEndpoint, membershipsEndpoint } from './memberships.js';
import { ownerEndpoint, ownersEndpoint } from './owners.js';
import { pipelinesEndpoint } from './pipelines.js';
import { propertiesEndpoint, propertyEndpoint } from './properties.js';
import { readObjectEndpoint } from './read-object.js';
import { schemaEndpoint, schemasEndpoint } from './schemas.js';
import { searchEndpoint } from './search.js';

/** Every endpoint; fixed paths stand before those with parameters. */
export const ENDPOINTS: readonly HubspotEndpoint[] = [
  accountDetailsEndpoint,
  dailyUsageEndpoint,
  batchReadEndpoint,
  searchEndpoint,
  associationsBatchEndpoint,
  associationsOfRecordEndpoint,
  associationLabelsEndpoint,
  associationsPageEndpoint,
  listObjectsEndpoint,
  readObjectEndpoint,
  propertiesEndpoint,
  propertyEndpoint,
  schemasEndpoint,
  schemaEndpoint,
  ownersEndpoint,
  ownerEndpoint,
  pipelinesEndpoint,
  listsSearchEndpoint,
  listsEndpoint,
  listEndpoint,
  membershipsEndpoint,
  membershipsByJoinEndpoint,
  formsEndpoint,
  formSubmissionsEndpoint,
  marketingEmailsEndpoint,
  marketingEmailEndpoint,
  campaignsBatchEndpoint,
  campaignsEndpoint,
  campaignEndpoint,
  ...campaignPartEndpoints,
];
