import type { StatusFault } from '@etl/emulator-kit';
import type { JsonObject } from '../workspace/json-object.js';

/** What Slack answers when something is wrong: HTTP 200, and `ok: false` with a word for it. */
export function slackError(error: string, details: JsonObject = {}): StatusFault {
  return {
    kind: 'status',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ok: false, error, ...details }),
  };
}

/** The path of a method, for `faults.inject`. */
export function pathOf(method: string): string {
  return `/api/${method}`;
}
