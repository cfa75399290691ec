import type { EmulatorClock } from '@etl/emulator-kit';
import { HubspotRefusal } from '../errors/hubspot-refusal.js';

export interface HubspotLimits {
  /** Of all apps together. */
  readonly searchPerSecond: number;
  /** Of one private app in any ten seconds, search excluded. */
  readonly perTenSeconds: number;
  /** Of one OAuth app in any ten seconds, search excluded. */
  readonly oauthPerTenSeconds: number;
  /** Of all private apps from midnight to midnight UTC, search included; OAuth apps have no such limit. */
  readonly perDay: number;
}

export const HUBSPOT_LIMITS: HubspotLimits = {
  searchPerSecond: 5,
  perTenSeconds: 190,
  oauthPerTenSeconds: 110,
  perDay: 650_000,
};

/** Whether a 429 says when to come back; HubSpot does not always. */
export type RetryAfter = 'sometimes' | 'always' | 'never';

/** What is used up, by whom, and what is left. */
export interface Quotas {
  /** Counts one request. @returns headers for its answer. @throws HubspotRefusal 429 when there were too many. */
  admit(quota: 'app' | 'search', kind: 'private-app' | 'oauth'): Record<string, string>;
  /** What other apps use: searches in this second, requests of this day. */
  useElsewhere(use: { readonly searches?: number; readonly requests?: number }): void;
  /** Searches other apps make in every second from now on. */
  setForeignSearches(perSecond: number): void;
  /** How the day stands. */
  usage(): { readonly current: number; readonly limit: number; readonly resetsAt: number };
}

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** @param limits `undefined`: nothing is limited, and no header says otherwise. */
export function createQuotas(
  limits: HubspotLimits | undefined,
  clock: EmulatorClock,
  retryAfter: RetryAfter = 'sometimes',
): Quotas {
  const search = createSpan(SECOND);
  const apps = { 'private-app': createSpan(10 * SECOND), oauth: createSpan(10 * SECOND) };
  const day = createDay(clock);
  let foreignSearches = 0;
  let refusals = 0;

  const refuse = (policy: Policy, waitMilliseconds: number): HubspotRefusal => {
    refusals += 1;
    const says = retryAfter === 'always' || (retryAfter === 'sometimes' && refusals % 2 === 0);
    const headers = says ? { 'retry-after': String(Math.ceil(waitMilliseconds / SECOND)) } : {};
    return new HubspotRefusal(
      429,
      policy.message,
      { errorType: 'RATE_LIMIT', policyName: policy.name },
      headers,
    );
  };
  const requireDay = (rules: HubspotLimits): void => {
    if (day.used() >= rules.perDay) throw refuse(DAILY, day.endsAt() - clock.now());
  };
  const admitSearch = (rules: HubspotLimits): void => {
    const wait = search.waitAt(clock.now(), rules.searchPerSecond - foreignSearches);
    if (wait > 0) throw refuse(SECONDLY, wait);
    search.count(clock.now());
  };
  const admitApp = (rules: HubspotLimits, kind: 'private-app' | 'oauth'): Record<string, string> => {
    const limit = kind === 'oauth' ? rules.oauthPerTenSeconds : rules.perTenSeconds;
    const wait = apps[kind].waitAt(clock.now(), limit);
    if (wait > 0) throw refuse(TEN_SECONDLY, wait);
    apps[kind].count(clock.now());
    return {
      'x-hubspot-ratelimit-max': String(limit),
      'x-hubspot-ratelimit-remaining': String(limit - apps[kind].used()),
      'x-hubspot-ratelimit-interval-milliseconds': String(10 * SECOND),
    };
  };
  return {
    admit: (quota, kind) => {
      if (limits === undefined) {
        day.count(1);
        return {};
      }
      if (kind === 'private-app') requireDay(limits);
      if (quota === 'search') admitSearch(limits);
      const headers = quota === 'app' ? admitApp(limits, kind) : {};
      if (kind === 'oauth') return headers;
      day.count(1);
      // Answers of search say nothing about limits.
      return quota === 'app' ? { ...headers, ...dayHeaders(limits.perDay, day.used()) } : {};
    },
    useElsewhere: ({ searches = 0, requests = 0 }) => {
      for (let count = 0; count < searches; count += 1) search.count(clock.now());
      day.count(requests);
    },
    setForeignSearches: (perSecond) => {
      foreignSearches = perSecond;
    },
    usage: () => ({
      current: day.used(),
      limit: limits?.perDay ?? HUBSPOT_LIMITS.perDay,
      resetsAt: day.endsAt(),
    }),
  };
}

interface Policy {
  readonly name: string;
  readonly message: string;
}

const SECONDLY: Policy = { name: 'SECONDLY', message: 'You have reached your secondly limit.' };
const TEN_SECONDLY: Policy = {
  name: 'TEN_SECONDLY_ROLLING',
  message: 'You have reached your ten_secondly_rolling limit.',
};
const DAILY: Policy = { name: 'DAILY', message: 'You have reached your daily limit.' };

function dayHeaders(limit: number, used: number): Record<string, string> {
  return {
    'x-hubspot-ratelimit-daily': String(limit),
    'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, limit - used)),
  };
}

/** Requests in any span of this length. */
function createSpan(milliseconds: number) {
  let admitted: number[] = [];
  return {
    used: () => admitted.length,
    count: (now: number) => {
      admitted.push(now);
    },
    waitAt: (now: number, limit: number): number => {
      admitted = admitted.filter((at) => at > now - milliseconds);
      if (limit <= 0) return milliseconds;
      const oldest = admitted[admitted.length - limit];
      return oldest === undefined ? 0 : oldest + milliseconds - now;
    },
  };
}

function createDay(clock: EmulatorClock) {
  let today = -1;
  let used = 0;
  const turn = (): void => {
    const current = Math.floor(clock.now() / DAY);
    if (current === today) return;
    today = current;
    used = 0;
  };
  return {
    used: (): number => {
      turn();
      return used;
    },
    count: (requests: number): void => {
      turn();
      used += requests;
    },
    endsAt: (): number => (Math.floor(clock.now() / DAY) + 1) * DAY,
  };
}
