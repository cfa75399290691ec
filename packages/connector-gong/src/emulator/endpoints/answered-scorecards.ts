import { Refusal } from '@etl/emulator-kit';
import { readMember } from '../data/record-list.js';
import type { GongContext, GongEndpoint } from '../gong-endpoint.js';
import { isOnDates, readDateRange } from '../paging/date-range.js';
import { parseBody, readObject } from '../paging/request-input.js';
import { respondWithPage } from '../paging/respond-with-page.js';

const METHODS: readonly unknown[] = ['AUTOMATIC', 'MANUAL', 'BOTH'];

/** Lists reviews by dates in the company's time zone; only manual ones unless told otherwise. */
export const answeredScorecardsEndpoint: GongEndpoint = {
  method: 'POST',
  path: '/v2/stats/activity/scorecards',
  scopes: ['api:stats:scorecards'],
  respond: (request, context) => {
    const filter = readObject(parseBody(request), 'filter') ?? {};
    const method = filter.reviewMethod ?? 'MANUAL';
    if (!METHODS.includes(method)) {
      throw new Refusal(400, `filter.reviewMethod: must be one of ${METHODS.join(', ')}`);
    }
    const reviewed = readDateRange(filter, ['reviewFromDate', 'reviewToDate'], context.timeZone, request.at);
    const called = readDateRange(filter, ['callFromDate', 'callToDate'], context.timeZone, request.at);
    const items = context.data.lists.answeredScorecards
      .all()
      .filter((text) => method === 'BOTH' || readMember(text, 'reviewMethod') === method)
      .filter((text) => isOnDates(readMember(text, 'reviewTime'), reviewed, context.timeZone))
      .filter((text) => isOnDates(readMember(text, 'callStartTime'), called, context.timeZone));
    return respondWithReviews(request, context, items);
  },
};

function respondWithReviews(
  request: Parameters<GongEndpoint['respond']>[0],
  context: GongContext,
  items: readonly string[],
) {
  return respondWithPage(request, context, {
    key: 'answeredScorecards',
    items,
    total: items.length,
    textOf: (text) => text,
    emptyMessage: 'No answered scorecards found corresponding to the provided filters.',
  });
}
