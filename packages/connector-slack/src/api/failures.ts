import type { FailedResponse } from '@etl/connector-kit';
import {
  ConfigError,
  FatalError,
  isEtlError,
  MissingScopeError,
  TransientError,
  type Duration,
  type EtlError,
  type EtlErrorOptions,
} from '@etl/core';
import { meaningOf, type RefusalKind } from './error-meanings.js';
import { readRefusal, type Refusal } from './refusal.js';

const REQUEST_TIMEOUT = 408;
const RATE_LIMITED = 429;
const SERVER_ERRORS = 500;

const PREFIX = 'slack_';
/** Slack counts by the minute; the attempts together wait longer than one. */
const WITHOUT_RETRY_AFTER: Duration = 15_000;

type Explanation = (options: EtlErrorOptions) => EtlError;

const BY_KIND: Readonly<Record<Exclude<RefusalKind, 'scope'>, Explanation>> = {
  credential: (options) => new ConfigError(options),
  conversation: (options) => new ConfigError(options),
  plan: (options) => new ConfigError(options),
  place_lost: (options) => new FatalError(options),
  passing: (options) => new TransientError(options),
  request: (options) => new FatalError(options),
};

/** What a refusal of Slack's means; `undefined` leaves an answer that is not Slack's to its status. */
export function explainFailure(failure: FailedResponse): EtlError | undefined {
  const refusal = readRefusal(failure.text);
  if (refusal === undefined) return undefined;
  const { kind, meaning, remedy } = meaningOf(refusal.code);
  // Something on the way may refuse, with words of its own.
  if (kind === 'passing' && !isPassing(failure.status)) return undefined;
  // A credential is refused by all methods alike, which is told once.
  const method = new URL(failure.http.url).pathname.split('/').at(-1) ?? '';
  if (kind === 'scope') return explainScope(refusal, method, failure);
  return BY_KIND[kind]({
    code: `${PREFIX}${refusal.code}`,
    message: `Slack refused ${kind === 'credential' ? 'the credential' : method}: ${meaning} (${refusal.code}).`,
    ...(remedy === undefined ? {} : { remedy }),
    http: failure.http,
  });
}

/** How long to wait after a 429 without `Retry-After`. */
export function waitAfter({ status }: FailedResponse): Duration | undefined {
  return status === RATE_LIMITED ? WITHOUT_RETRY_AFTER : undefined;
}

/** Whether `error` is Slack's refusal with this code, e.g. `thread_not_found`. */
export function isRefusal(error: unknown, code: string): boolean {
  return isEtlError(error) && error.code === `${PREFIX}${code}`;
}

/** Whether `error` speaks of one conversation, and others may still be read. */
export function concernsConversation(error: EtlError): boolean {
  return error.code.startsWith(PREFIX) && meaningOf(error.code.slice(PREFIX.length)).kind === 'conversation';
}

function isPassing(status: number): boolean {
  return status >= SERVER_ERRORS || status === RATE_LIMITED || status === REQUEST_TIMEOUT;
}

function explainScope({ needed = 'unknown' }: Refusal, method: string, { http }: FailedResponse): EtlError {
  return new MissingScopeError({
    scope: needed,
    message: `The token lacks a scope that ${method} needs: ${needed}.`,
    remedy: `Add ${needed} to the app and install it again, or do not select what needs it.`,
    http,
  });
}
