import { Refusal } from '@etl/emulator-kit';
import { requireScopes } from '../access/principal.js';
import type { GongCall } from '../data/call.js';
import type { GongEndpoint } from '../gong-endpoint.js';
import { listCalls } from '../paging/list-calls.js';
import { readCallFilter } from '../paging/read-filter.js';
import { parseBody, readObject } from '../paging/request-input.js';
import { respondWithPage } from '../paging/respond-with-page.js';
import { readContentSelection } from './content-selection.js';
import { selectContent } from './select-content.js';

const VIEW = {
  instantOf: (call: GongCall) => call.startedAt,
  textOf: (call: GongCall) => call.extensive,
  listedFrom: (call: GongCall) => call.visibleAt,
};

/** Lists calls by the time they started, with the parts asked for. */
export const callsExtensiveEndpoint: GongEndpoint = {
  method: 'POST',
  path: '/v2/calls/extensive',
  scopes: ['api:calls:read:extensive'],
  respond: (request, context, principal) => {
    const body = parseBody(request);
    const filterInput = readObject(body, 'filter');
    if (!filterInput) throw new Refusal(400, 'filter: must not be null');
    const selection = readContentSelection(body);
    if (selection.media) requireScopes(principal, ['api:calls:read:media-url']);
    const listing = listCalls(readCallFilter(filterInput, 'filter.'), VIEW, context, request.at);
    return respondWithPage(request, context, {
      ...listing,
      key: 'calls',
      textOf: (call) =>
        selectContent(listing.textOf(call), selection, {
          enriched: call.enrichedAt <= request.at,
          signMedia: (kind) => context.media.sign(call.id, kind, request.at),
        }),
      emptyMessage: 'No calls found corresponding to the provided filters',
    });
  },
};
