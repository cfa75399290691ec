import { createQuota, type ApiRequest, type ApiResponse, type Quota } from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import type { SlackConfig } from '../config/config.js';
import { LIMITED_PER_SECOND, Terms } from './terms.js';

type Tier = keyof SlackConfig['requests_per_minute'];

/** The tier of each method that is called, as its documentation says. */
const TIERS: Readonly<Record<string, Tier>> = {
  'auth.test': 'tier_4',
  'bookmarks.list': 'tier_3',
  'conversations.history': 'tier_3',
  'conversations.join': 'tier_3',
  'conversations.list': 'tier_2',
  'conversations.members': 'tier_4',
  'conversations.replies': 'tier_3',
  'emoji.list': 'tier_2',
  'pins.list': 'tier_2',
  'team.info': 'tier_3',
  'usergroups.list': 'tier_2',
  'users.info': 'tier_4',
  'users.list': 'tier_2',
};

/** These have terms of their own. */
export const MESSAGE_METHODS = ['conversations.history', 'conversations.replies'] as const;
export type MessageMethod = (typeof MESSAGE_METHODS)[number];

/** Kept back from the limit: Slack counts when requests arrive, which is not as even as they leave. */
const SHARE = 0.95;
const SECONDS = 60;

export interface Quotas {
  /** Slack limits each method by itself, so a refusal of one holds up no other. */
  readonly quotaFor: (request: ApiRequest) => Quota;
  readonly quotaOf: (method: string) => Quota;
  readonly observe: (answer: Pick<ApiResponse, 'status'>, request: ApiRequest) => void;
  readonly seePage: (method: MessageMethod, messages: number, hasMore: boolean) => void;
  readonly all: readonly Quota[];
}

/** The limits of one app in one workspace. */
export function createQuotas(
  config: SlackConfig,
  account: string,
  { clock, localStore }: SourceDependencies,
): Quotas {
  const perSecondOf = (method: string): number =>
    (config.requests_per_minute[TIERS[method] ?? 'tier_2'] * SHARE) / SECONDS;
  const quotas = new Map(
    Object.keys(TIERS).map((method) => {
      const perSecond = isLimited(config, method) ? LIMITED_PER_SECOND : perSecondOf(method);
      return [method, createQuota({ account: `${account}/${method}`, perSecond, clock, localStore })];
    }),
  );
  const quotaOf = (method: string): Quota => quotas.get(method) ?? failOn(method);
  const terms = new Map(
    (config.app_terms === 'auto' ? MESSAGE_METHODS : []).map((method) => [
      method,
      new Terms({ quota: quotaOf(method), perSecond: perSecondOf(method), clock }),
    ]),
  );
  return {
    quotaFor: ({ path }) => quotaOf(path.slice(1)),
    quotaOf,
    observe: ({ status }, { path }) => {
      terms.get(path.slice(1) as MessageMethod)?.observe(status);
    },
    seePage: (method, messages, hasMore) => {
      terms.get(method)?.seePage(messages, hasMore);
    },
    all: [...quotas.values()],
  };
}

function isLimited({ app_terms: terms }: SlackConfig, method: string): boolean {
  return terms === 'limited' && MESSAGE_METHODS.some((name) => name === method);
}

function failOn(method: string): never {
  throw new Error(`Nothing is known of the limits of ${method}.`);
}
