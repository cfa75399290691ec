import type { RenderError } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import { SlackRefusal } from './slack-refusal.js';

/** What Slack answers with these statuses; everything else that fails is an `internal_error`. */
const ERRORS: Readonly<Record<number, readonly [status: number, error: string]>> = {
  404: [200, 'unknown_method'],
  405: [200, 'unknown_method'],
  408: [408, 'request_timeout'],
  429: [429, 'ratelimited'],
  503: [503, 'service_unavailable'],
};

/** Words a refusal as Slack does. */
export const renderError: RenderError = (refusal) => {
  const [status, error] = wordRefusal(refusal);
  const details = refusal instanceof SlackRefusal ? refusal.details : {};
  const response = jsonResponse(status, JSON.stringify({ ok: false, error, ...details }));
  return { ...response, headers: { ...response.headers, ...refusal.headers } };
};

function wordRefusal(refusal: Parameters<RenderError>[0]): readonly [status: number, error: string] {
  if (refusal instanceof SlackRefusal) return [200, refusal.message];
  return ERRORS[refusal.status] ?? [refusal.status, 'internal_error'];
}
