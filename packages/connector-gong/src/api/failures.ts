import { ConfigError, type EtlError, FatalError, MissingScopeError } from '@etl/core';
import type { FailedResponse } from '@etl/connector-kit';
import { findMissingScope } from './scopes.js';

/** Code of the error for a filtered list that matched nothing, which Gong answers with 404. */
export const NOTHING_FOUND = 'gong_nothing_found';
/** Code of the error for a page cursor older than an hour. */
export const CURSOR_EXPIRED = 'gong_cursor_expired';

/** `No calls found corresponding to the provided filters`, with or without the full stop. */
const NOTHING_FOUND_MESSAGE = /^No .* found corresponding to the provided filters\.?$/i;
const CURSOR_EXPIRED_MESSAGE = /cursor has expired/i;
const SCOPE_MESSAGE = /scope/i;

/**
 * What a refusal of Gong's means. `undefined` leaves the status to its usual meaning, so a 404 that does not say in
 * Gong's words that the filters matched nothing stays an error: a swallowed one would lose records.
 */
export function explainFailure(failure: FailedResponse): EtlError | undefined {
  if (isCursorExpired(failure)) {
    return new FatalError({
      code: CURSOR_EXPIRED,
      message: 'The page cursor has expired.',
      http: failure.http,
    });
  }
  if (failure.status === 401) return explainUnauthorized(failure);
  if (failure.status === 403) return explainForbidden(failure);
  return failure.status === 404 ? explainNotFound(failure) : undefined;
}

/** The status that comes with it was never written down. */
function isCursorExpired({ status, text }: FailedResponse): boolean {
  return status < 500 && CURSOR_EXPIRED_MESSAGE.test(text);
}

function explainNotFound(failure: FailedResponse): EtlError | undefined {
  const message = readErrors(failure.text).find((text) => NOTHING_FOUND_MESSAGE.test(text));
  if (message === undefined) return undefined;
  return new FatalError({ code: NOTHING_FOUND, message, http: failure.http });
}

function explainUnauthorized({ http }: FailedResponse): ConfigError {
  return new ConfigError({
    code: 'gong_unauthorized',
    message: `Gong refused the credential at ${new URL(http.url).host} (401).`,
    remedy:
      'Check that the credential is right and has not expired. Some keys work only on the host of their company: ' +
      'set api_endpoint to the base URL that Gong shows beside its API keys, e.g. https://us-12345.api.gong.io.',
    http,
  });
}

function explainForbidden({ http, text }: FailedResponse): ConfigError {
  const { pathname } = new URL(http.url);
  const said = readErrors(text).join(' ');
  const scope = findMissingScope(pathname, said);
  if (SCOPE_MESSAGE.test(said)) {
    return new MissingScopeError({
      scope,
      message: `The credential lacks the scope ${scope}, which ${http.method} ${pathname} needs (403).`,
      remedy: `Let a Gong administrator add ${scope}, or do not select what needs it.`,
      http,
    });
  }
  return new ConfigError({
    code: 'gong_forbidden',
    message: `Gong refused ${http.method} ${pathname} (403).`,
    remedy:
      'If the key is limited to trusted IP addresses, let a Gong administrator add the one of this machine (it takes ' +
      `up to five minutes); otherwise check that the credential is right and has the scope ${scope}.`,
    http,
  });
}

/** The `errors` of Gong's error envelope; none when the body is something else. */
function readErrors(text: string): readonly string[] {
  const { errors } = parseEnvelope(text);
  return Array.isArray(errors) ? errors.filter((message) => typeof message === 'string') : [];
}

function parseEnvelope(text: string): { readonly errors?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { errors?: unknown };
  } catch {
    return {};
  }
}
