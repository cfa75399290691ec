import type { HttpResponse, HttpTransport } from '@etl/core';
import { meaningOf, type RefusalKind } from './error-meanings.js';
import { isAccepted, readRefusal } from './refusal.js';

const OK = 200;
const UNAUTHORIZED = 401;
const RATE_LIMITED = 429;
/** Nearly every answer says in its first bytes that it is one. */
const LOOK_AT = 64;

/** Codes that have a status of their own: a renewed token may help, a later request, and nothing. */
const BY_CODE: Readonly<Record<string, number>> = {
  token_expired: UNAUTHORIZED,
  invalid_auth: UNAUTHORIZED,
  ratelimited: RATE_LIMITED,
  rate_limited: RATE_LIMITED,
  unknown_method: 404,
};

const STATUS: Readonly<Record<RefusalKind, number>> = {
  credential: 403,
  scope: 403,
  conversation: 404,
  plan: 402,
  place_lost: 410,
  passing: 503,
  request: 400,
};

/**
 * Slack answers 200 and says no in the body. Gives such an answer the status that HTTP has for it, so that quota, token
 * renewal and retries see it as they see any other vendor's. The body is not touched.
 */
export function honestTransport(transport: HttpTransport): HttpTransport {
  return async (request) => {
    const response = await transport(request);
    return response.status === OK ? { ...response, status: statusOf(response) } : response;
  };
}

function statusOf({ body }: HttpResponse): number {
  if (isAccepted(decode(body.subarray(0, LOOK_AT)))) return OK;
  const { code } = readRefusal(decode(body)) ?? {};
  if (code === undefined) return OK;
  return BY_CODE[code] ?? STATUS[meaningOf(code).kind];
}

function decode(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}
