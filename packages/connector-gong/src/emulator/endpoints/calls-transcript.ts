import { Refusal } from '@etl/emulator-kit';
import type { GongCall } from '../data/call.js';
import type { GongEndpoint } from '../gong-endpoint.js';
import { listCalls } from '../paging/list-calls.js';
import { readCallFilter } from '../paging/read-filter.js';
import { parseBody, readObject } from '../paging/request-input.js';
import { respondWithPage } from '../paging/respond-with-page.js';

const VIEW = {
  instantOf: (call: GongCall) => call.startedAt,
  textOf: (call: GongCall) => call.transcript,
  listedFrom: (call: GongCall) => call.transcriptAt,
};

/** Lists transcripts by the time their calls started. */
export const callsTranscriptEndpoint: GongEndpoint = {
  method: 'POST',
  path: '/v2/calls/transcript',
  scopes: ['api:calls:read:transcript'],
  respond: (request, context) => {
    const filterInput = readObject(parseBody(request), 'filter');
    if (!filterInput) throw new Refusal(400, 'filter: must not be null');
    const filter = readCallFilter(filterInput, 'filter.');
    return respondWithPage(request, context, {
      ...listCalls(filter, VIEW, context, request.at),
      key: 'callTranscripts',
      // Some lists end the sentence with a period, some do not.
      emptyMessage: 'No transcripts found corresponding to the provided filters.',
    });
  },
};
