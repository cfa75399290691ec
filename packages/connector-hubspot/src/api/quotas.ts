import {
  combineQuotas,
  createQuota,
  type ApiRequest,
  type ApiResponse,
  type Quota,
} from '@etl/connector-kit';
import type { Clock, SourceDependencies } from '@etl/core';
import type { HubspotConfig } from '../config/config.js';

const DAY = 86_400_000;
const TEN_SECONDS = 10;
/** Searching for lists counts as any other request. */
const RECORD_SEARCH = /\/objects\/.+\/search$/;
/** What every private app has, also in the smallest subscription. */
const SMALLEST_LIMIT = 100;
/** Kept back from the limit: what others use of it is learnt a moment late. */
const SHARE = 0.95;
/** When no more of the window is left than this, somebody else is using it too. */
const NEARLY_NOTHING = 0.01;

export interface Quotas {
  readonly quotaFor: (request: ApiRequest) => Quota;
  /** Learns from the headers what is allowed, and what everybody has left of it. */
  readonly observe: (answer: Pick<ApiResponse, 'headers'>) => void;
}

/** The limits of one app and of its account: requests in ten seconds, searches in a second, requests in a day. */
export function createQuotas(
  config: HubspotConfig,
  account: string,
  dependencies: SourceDependencies,
): Quotas {
  const { clock, localStore } = dependencies;
  const { requests_per_ten_seconds: wanted, requests_per_day: perDay } = config;
  const requests = createQuota({
    account,
    perSecond: (wanted ?? SMALLEST_LIMIT * SHARE) / TEN_SECONDS,
    ...(wanted === undefined ? { perSecondAtMost: Infinity } : {}),
    ...(perDay === undefined ? {} : { perDay }),
    clock,
    localStore,
  });
  const search = combineQuotas(
    createQuota({
      account: `${account}/search`,
      perSecond: config.search_requests_per_second,
      clock,
      localStore,
    }),
    requests,
  );
  return {
    quotaFor: ({ path }) => (RECORD_SEARCH.test(path) ? search : requests),
    observe: ({ headers }) => {
      learnWindow(headers, requests, clock);
      learnDay(headers, requests, config.reserved_requests_per_day, clock);
    },
  };
}

function learnWindow(headers: ApiResponse['headers'], quota: Quota, clock: Clock): void {
  const limit = readCount(headers, 'x-hubspot-ratelimit-max');
  const interval = readCount(headers, 'x-hubspot-ratelimit-interval-milliseconds');
  if (limit === undefined || interval === undefined || limit === 0 || interval === 0) return;
  quota.learn((limit * SHARE * 1000) / interval);
  const remaining = readCount(headers, 'x-hubspot-ratelimit-remaining');
  if (remaining !== undefined && remaining <= limit * NEARLY_NOTHING)
    quota.pause(clock.now() + interval / 20);
}

/** HubSpot does not say when its day ends; asking again at the end of ours costs one request at most. */
function learnDay(headers: ApiResponse['headers'], quota: Quota, reserved: number, clock: Clock): void {
  const remaining = readCount(headers, 'x-hubspot-ratelimit-daily-remaining');
  if (remaining === undefined || remaining > reserved) return;
  quota.pause((Math.floor(clock.now() / DAY) + 1) * DAY);
}

function readCount(headers: ApiResponse['headers'], name: string): number | undefined {
  const text = headers[name];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
