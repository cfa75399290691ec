import type { FailedResponse } from '@etl/connector-kit';
import {
  ConfigError,
  DeferredError,
  MissingScopeError,
  TransientError,
  type Duration,
  type EtlError,
  type Instant,
} from '@etl/core';
import { readErrorEnvelope, type ErrorEnvelope } from './error-envelope.js';

const DAY = 86_400_000;
const SECOND = 1000;

const LOCKED = 423;
const MIGRATING = 477;
const MALFORMED_TOKEN = 530;

type Explanation = (failure: FailedResponse, envelope: ErrorEnvelope, now: Instant) => EtlError | undefined;

const BY_STATUS: Readonly<Record<number, Explanation>> = {
  401: explainUnauthorized,
  403: explainForbidden,
  [LOCKED]: (failure) => explainPassing('hubspot_locked', 'is locked for a moment', failure),
  429: explainDailyLimit,
  [MIGRATING]: (failure) => explainPassing('hubspot_migrating', 'is moving to another data center', failure),
  [MALFORMED_TOKEN]: explainUnauthorized,
};

/** What a refusal of HubSpot's means; `undefined` leaves the status to its usual meaning. */
export function explainFailure(failure: FailedResponse, now: Instant): EtlError | undefined {
  return BY_STATUS[failure.status]?.(failure, readErrorEnvelope(failure.text), now);
}

/** How long to wait where there is no `Retry-After`, which HubSpot often leaves out. */
export function waitAfter({ status, text }: FailedResponse): Duration | undefined {
  if (status === LOCKED) return 2 * SECOND;
  if (status !== 429) return undefined;
  const { policyName, message } = readErrorEnvelope(text);
  return /^ten_?secondly/i.test(policyName) || /ten_secondly/i.test(message) ? 10 * SECOND : SECOND;
}

function explainUnauthorized({ http }: FailedResponse): EtlError {
  return new ConfigError({
    code: 'hubspot_unauthorized',
    message: `HubSpot refused the access token (${http.status ?? 401}).`,
    remedy: 'Check that the token is complete and belongs to an app that is still installed in the account.',
    http,
  });
}

function explainForbidden(
  { http }: FailedResponse,
  { scopes, category }: ErrorEnvelope,
): EtlError | undefined {
  const place = `${http.method} ${new URL(http.url).pathname}`;
  if (scopes.length === 0 && category !== 'MISSING_SCOPES') {
    return new ConfigError({
      code: 'hubspot_forbidden',
      message: `HubSpot refused ${place} (403).`,
      remedy: 'Check that the account’s subscription has what is asked for, and that the app may read it.',
      http,
    });
  }
  const scope = scopes.length === 0 ? 'unknown' : scopes.join(' ');
  return new MissingScopeError({
    scope,
    message: `The credential lacks a scope that ${place} needs: ${scope} (403).`,
    remedy: `Add ${scope} to the app, or do not select what needs it.`,
    http,
  });
}

function explainPassing(code: string, what: string, { http }: FailedResponse): EtlError {
  return new TransientError({
    code,
    message: `${http.method} ${http.url}: the account ${what} (${http.status ?? ''}).`,
    http,
  });
}

function explainDailyLimit(
  { http }: FailedResponse,
  { policyName, message }: ErrorEnvelope,
  now: Instant,
): EtlError | undefined {
  if (policyName !== 'DAILY' && !/daily limit/i.test(message)) return undefined;
  const resumeAt = (Math.floor(now / DAY) + 1) * DAY;
  return new DeferredError({
    code: 'hubspot_day_used_up',
    message: 'The requests that HubSpot allows the account per day are used up (429).',
    remedy: `Run again after ${new Date(resumeAt).toISOString()}; what was read so far is kept.`,
    resumeAt,
    http,
  });
}
