import { type CallContext, type Window, windowedStream } from '@etl/connector-kit';
import {
  type Batch,
  type Clock,
  FatalError,
  formatInstant,
  isEtlError,
  type ReadRequest,
  scopeHash,
  type Stream,
  type StreamItem,
} from '@etl/core';
import type { GongApi } from '../api/gong-api.js';
import { manualCrmAssociationsTable as table } from '../tables/manual-crm-associations.js';
import { SECOND } from './call-filter.js';
import { DAY } from './company-days.js';
import type { DatedOptions } from './dated-options.js';
import { readList } from './read-list.js';
import { restartExpired } from './restart-expired.js';
import { buildBatch } from './wrapped-batch.js';

const ABSENT = 'gong_no_manual_associations';
const MINUTE = 60_000;
/** Gong takes no end, so cutting the time would read its later part again and again. */
const ALL_AT_ONCE = 36_500 * DAY;

/**
 * Links of calls to the CRM that users made by hand, from a preview of Gong's API that not every account has. Costs a request
 * for each hundred since the look-back, at least one.
 */
export function createManualCrmAssociationsStream(
  api: GongApi,
  clock: Clock,
  { start, lookBack }: DatedOptions,
): Stream {
  const stream = windowedStream({
    name: table.name,
    description: 'Calls that users linked to the CRM by hand, by the time they did it.',
    tables: [table],
    scope: scopeHash({}),
    start,
    lookBack,
    endDelay: 5 * MINUTE,
    maxWindow: ALL_AT_ONCE,
    clock,
    readWindow: (window, request) =>
      restartExpired('the manual associations', () => readAssociations(api, request, window)),
  });
  return { ...stream, read: (request) => readIfThere(stream, request) };
}

async function* readAssociations(
  api: GongApi,
  context: CallContext,
  { from }: Window,
): AsyncGenerator<Batch> {
  // Gong lists what was made after the instant it is given.
  const fromDateTime = formatInstant(Math.floor(from / SECOND) * SECOND - SECOND);
  const list = {
    ...{ path: '/v2/manual-crm-associations', itemsKey: 'associations' },
    ...{ query: { fromDateTime }, isFiltered: true },
  };
  let isThere = false;
  try {
    for await (const page of readList(api, context, list)) {
      isThere = true;
      yield buildBatch(table.name, page);
    }
  } catch (error) {
    // Once a page was answered, a 404 is a fault: to take it for absence would lose the rest.
    if (isThere || !isEtlError(error) || error.http?.status !== 404) throw error;
    throw new FatalError({ code: ABSENT, message: error.message, http: error.http, cause: error });
  }
}

/** An account without the endpoint has no rows; nothing is claimed to be covered, so they are read once it has it. */
async function* readIfThere(stream: Stream, request: ReadRequest): AsyncGenerator<StreamItem> {
  try {
    yield* stream.read(request);
  } catch (error) {
    if (!isEtlError(error) || error.code !== ABSENT) throw error;
    request.report({ type: 'warning', code: ABSENT, message: MESSAGE });
  }
}

const MESSAGE =
  'Gong does not offer manual CRM associations to this account (404), so none were read. Leave out the table ' +
  'manual_crm_associations to be told no more.';
