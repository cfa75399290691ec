import type { FailedResponse } from '@etl/connector-kit';
import { MissingScopeError, type EtlError } from '@etl/core';

const SCOPE_MESSAGE = /missing scope ([a-z:]+)/;

/** What a refusal means; `undefined` leaves the status to its usual meaning. */
export function explainFailure({ status, text, http }: FailedResponse): EtlError | undefined {
  const [, scope] = SCOPE_MESSAGE.exec(text) ?? [];
  if (status !== 403 || scope === undefined) return undefined;
  return new MissingScopeError({
    scope,
    message: `The token lacks the scope ${scope}, which ${http.method} ${new URL(http.url).pathname} needs (403).`,
    remedy: `Add ${scope} to the token, or do not select what needs it.`,
    http,
  });
}
