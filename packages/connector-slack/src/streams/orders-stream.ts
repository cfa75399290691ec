import { splitWhenLarge, windowedStream, type CallContext, type Window } from '@etl/connector-kit';
import { scopeHash, type Batch, type Clock, type Instant, type Stream } from '@etl/core';
import type { SlackApi } from '../api.js';
import { ordersTable } from '../tables/orders.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An interruption costs at most so many orders. */
const LARGEST_WINDOW = 5000;

/** Orders by the time of their last change, so that an order that changes comes again. */
export function createOrdersStream(api: SlackApi, clock: Clock, start: Instant): Stream {
  return windowedStream({
    name: 'orders',
    description: 'Orders by the time of their last change.',
    tables: [ordersTable],
    // No option changes which orders the API returns.
    scope: scopeHash({}),
    start,
    // Changes can be listed up to half an hour after they were made.
    lookBack: HOUR,
    endDelay: MINUTE,
    maxWindow: 90 * DAY,
    clock,
    readWindow: (window, request) => readOrders(api, window, request),
  });
}

async function* readOrders(api: SlackApi, window: Window, context: CallContext): AsyncGenerator<Batch> {
  for await (const { records, fetched, envelope, cursor } of api.readOrderPages(context, window)) {
    if (cursor === undefined) splitWhenLarge(window, Number(envelope.total), LARGEST_WINDOW);
    yield { kind: 'batch', table: ordersTable.name, records, fetched };
  }
}
