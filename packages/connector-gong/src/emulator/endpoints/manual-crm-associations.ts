import { Refusal } from '@etl/emulator-kit';
import { readMember } from '../data/record-list.js';
import type { GongEndpoint } from '../gong-endpoint.js';
import { readRange } from '../paging/read-filter.js';
import { respondWithPage } from '../paging/respond-with-page.js';

/** Lists links to the CRM made by hand after an instant, oldest first; not every account has this endpoint. */
export const manualCrmAssociationsEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/manual-crm-associations',
  scopes: ['api:crm-calls:manual-association:read'],
  respond: (request, context) => {
    if (!context.hasManualAssociations) throw new Refusal(404, 'Not Found');
    const { from = -Infinity } = readRange(
      Object.fromEntries(request.query),
      '',
      'fromDateTime',
      'toDateTime',
    );
    const items = context.data.lists.manualCrmAssociations
      .all()
      .map((text) => ({ text, created: Date.parse(readMember(text, 'created') ?? '') }))
      .filter(({ created }) => created > from)
      .sort((left, right) => left.created - right.created);
    return respondWithPage(request, context, {
      key: 'associations',
      items,
      total: items.length,
      textOf: ({ text }) => text,
      emptyMessage: 'No manual associations found corresponding to the provided filters.',
    });
  },
};
