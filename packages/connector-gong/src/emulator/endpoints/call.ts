import { Refusal } from '@etl/emulator-kit';
import type { GongEndpoint } from '../gong-endpoint.js';
import { respondWithOne } from '../paging/respond-with-page.js';

/** One call; an unknown one is an error, unlike an empty list. */
export const callEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/calls/{id}',
  scopes: ['api:calls:read:basic'],
  respond: (request, context) => {
    const id = request.parameters.id ?? '';
    const call = context.data.calls.find(id);
    if (call?.basic === undefined || call.visibleAt > request.at) {
      throw new Refusal(404, `Call ID ${id} was not found`);
    }
    return respondWithOne(context, 'call', call.basic);
  },
};
