import type { CallContext } from '../http/call-context.js';

/** Header values by name, in any case. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Who the requests speak for. */
export interface Authorization {
  /** Asked before every attempt. */
  headers(context: CallContext): Promise<RequestHeaders>;
  /**
   * Called at most once per request, when it was answered 401. `rejected` is what `headers` gave.
   *
   * @returns whether it is worth trying again.
   */
  renew?(context: CallContext, rejected: RequestHeaders): Promise<boolean>;
}

/** Headers that never change, e.g. an API key. Add the secret to the redactor before. */
export function staticAuthorization(headers: RequestHeaders): Authorization {
  return { headers: () => Promise.resolve(headers) };
}
