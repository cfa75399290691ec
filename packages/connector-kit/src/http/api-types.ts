import type {
  Duration,
  EtlError,
  HttpErrorDetail,
  HttpRequest,
  JsonValue,
  SourceDependencies,
} from '@etl/core';
import type { Authorization } from '../authorization/authorization.js';
import type { Quota } from '../quota/quota.js';
import type { CallContext } from './call-context.js';
import type { RetryPolicy } from './retry-policy.js';

/** How a vendor's API is called. */
export interface ApiClientOptions {
  /** Scheme, host and leading path. A function where it is known at run time only, e.g. from an OAuth sign-in. */
  readonly baseUrl: string | ((context: CallContext) => Promise<string>);
  readonly dependencies: SourceDependencies;
  /** Every attempt takes one; a 429 holds up everybody on the account. A function where requests have different ones. */
  readonly quota: Quota | ((request: ApiRequest) => Quota);
  readonly authorization: Authorization;
  /**
   * The vendor's meaning of a 4xx or 5xx answer; `undefined` leaves it to {@link explainStatus}. An answer explained by
   * a transient error is retried, any other error is thrown at once.
   */
  readonly explain?: (failure: FailedResponse) => EtlError | undefined;
  /** For vendors that answer 200 and tell the failure in the body: an error to treat as `explain`'s. */
  readonly inspect?: (response: ApiResponse) => EtlError | undefined;
  readonly retry?: Partial<RetryPolicy>;
  /** How long a failing answer without `Retry-After` asks to wait, for vendors that tell it in another way. */
  readonly retryAfter?: (failure: FailedResponse) => Duration | undefined;
  /** Sees every answer, failing ones too, e.g. to learn from its headers what is left of a quota. Must not throw. */
  readonly observe?: (answer: Pick<ApiResponse, 'status' | 'headers'>, request: ApiRequest) => void;
  /** For one whole exchange. Default: 60 seconds. */
  readonly timeout?: Duration;
}

/** One request, before authorization. */
export interface ApiRequest {
  readonly method: HttpRequest['method'];
  /** Appended to the base URL. */
  readonly path: string;
  /** `undefined` is left out; a list repeats the name. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** A string goes out as it is; anything else as JSON. */
  readonly body?: JsonValue;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses outside 200–299 that are answers and not failures. */
  readonly acceptStatus?: readonly number[];
}

/** Value of a query parameter. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** An answer whose body was complete, valid UTF-8 and, from start and end, JSON (empty only with status 204). */
export interface ApiResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An answer with a status outside 200–299 that was not accepted. */
export interface FailedResponse extends ApiResponse {
  /** Redacted; pass it on as the error's `http`. */
  readonly http: HttpErrorDetail;
}

/** Calls one vendor's API, keeping quota, retrying what passes, and explaining what does not. */
export interface ApiClient {
  /**
   * Makes one request, with its retries.
   *
   * Network errors, timeouts, truncated, undecodable or non-JSON bodies and the statuses 408, 425, 429 and 5xx are
   * retried with jitter and `Retry-After`; other failures are not.
   *
   * @throws ConfigError 401, 403, or a redirect to another host; @throws TransientError all attempts failed;
   * @throws DeferredError the quota is used up for longer than the policy waits; @throws FatalError any other status,
   * or what `explain` returned. When the signal aborts, its reason is thrown.
   */
  fetch(context: CallContext, request: ApiRequest): Promise<ApiResponse>;
}
