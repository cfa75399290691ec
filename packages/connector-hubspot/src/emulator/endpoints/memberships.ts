import type { EmulatorRequest } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import type { Membership } from '../collections/list-memberships.js';
import { invalidInput } from '../errors/hubspot-refusal.js';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import { readLimit } from '../input/read-query.js';
import { formatInstant } from '../objects/read-property.js';
import { requireList } from './lists.js';

const SCOPES = ['crm.lists.read'];

/** Members of a list by record id. */
export const membershipsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/lists/{listId}/memberships', '/crm/lists/{version}/{listId}/memberships'],
  scopes: () => SCOPES,
  respond: (request, context) => respondWithMembers(request, membersOf(request, context)),
};

/** Members of a list in the order they joined. */
export const membershipsByJoinEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: [
    '/crm/v3/lists/{listId}/memberships/join-order',
    '/crm/lists/{version}/{listId}/memberships/join-order',
  ],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const members = membersOf(request, context).toSorted((left, right) => left.addedAt - right.addedAt);
    return respondWithMembers(request, members);
  },
};

function membersOf(request: EmulatorRequest, context: HubspotContext): readonly Membership[] {
  return context.collections.memberships.of(String(requireList(request, context).listId));
}

/** `after` goes forward; `before` alone goes backward, and the page is then the other way round. */
function respondWithMembers(request: EmulatorRequest, members: readonly Membership[]) {
  const after = request.query.get('after');
  const before = request.query.get('before');
  const isBackward = after === null && before !== null;
  const ordered = isBackward ? members.toReversed() : members;
  const cursor = after ?? before;
  const start = cursor === null ? 0 : findPlace(ordered, cursor);
  const limit = readLimit(request, 100, 250);
  const page = ordered.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = start + limit < ordered.length && last !== undefined;
  const results = page.map(({ recordId, addedAt }) => ({
    recordId,
    membershipTimestamp: formatInstant(addedAt),
  }));
  const paging = hasMore && {
    paging: { [isBackward ? 'prev' : 'next']: { [isBackward ? 'before' : 'after']: encode(last.recordId) } },
  };
  return jsonResponse(200, JSON.stringify({ total: members.length, results, ...paging }));
}

/** The cursor names the last member sent. */
function encode(recordId: string): string {
  return Buffer.from(`m:${recordId}`).toString('base64');
}

function findPlace(members: readonly Membership[], cursor: string): number {
  const id = /^m:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (id === undefined) throw invalidInput(`"${cursor}" is not a cursor of this list`);
  return members.findIndex(({ recordId }) => recordId === id) + 1;
}
