import { snapshotStream } from '@etl/connector-kit';
import type { Clock, Stream } from '@etl/core';
import type { HubspotApi } from '../api/hubspot-api.js';
import { fetchSchemas } from '../objects/custom-objects.js';
import {
  CAMPAIGN_PROPERTIES,
  campaignsTable,
  formsTable,
  marketingEmailsTable,
  ownersTable,
  schemasTable,
} from '../tables/collection-tables.js';
import { createListStream, type Query } from './list-stream.js';

/** Of the types of forms HubSpot lists only its own unless others are named. */
const ALL_FORM_TYPES = 'hubspot,captured,flow,blog_comment';
const PAGE = 100;

/** Archived things are in a list of their own. */
function bothSides(query: Query): readonly Query[] {
  return [false, true].map((archived) => ({ ...query, limit: PAGE, archived }));
}

/** How all forms are seen. */
export const FORM_PASSES: readonly Query[] = bothSides({ formTypes: ALL_FORM_TYPES });

/** Short lists, each read whole by every run. */
export function createCollectionStreams(api: HubspotApi, clock: Clock): readonly Stream[] {
  const { paths } = api;
  const base = { api, clock };
  return [
    createListStream({ ...base, table: ownersTable, path: paths.owners, passes: bothSides({}) }),
    createListStream({ ...base, table: formsTable, path: paths.forms, passes: FORM_PASSES }),
    createListStream({
      ...base,
      table: marketingEmailsTable,
      path: paths.marketingEmails,
      // With statistics HubSpot leaves out, without a word, the e-mails that have none.
      passes: [...bothSides({ includeStats: true }), ...bothSides({})],
    }),
    createListStream({
      ...base,
      table: campaignsTable,
      path: paths.campaigns,
      passes: [{ limit: PAGE, properties: CAMPAIGN_PROPERTIES.join(',') }],
    }),
    createSchemasStream(api, clock),
  ];
}

function createSchemasStream(api: HubspotApi, clock: Clock): Stream {
  return snapshotStream({
    name: schemasTable.name,
    description: 'Kinds of records that the account has defined, read whole by every run.',
    tables: [schemasTable],
    table: schemasTable.name,
    clock,
    readAll: async function* (request) {
      request.signal.throwIfAborted();
      const records = await fetchSchemas(api, request);
      yield { kind: 'batch', table: schemasTable.name, records, fetched: records.length };
    },
  });
}
