import { isDeferredError, isEtlError, type EtlError } from '@etl/core';
import type { ApiClient, ApiClientOptions, ApiRequest, ApiResponse } from './api-types.js';
import { parseRetryAfter } from './retry-after.js';
import type { CallContext } from './call-context.js';
import { decodeLeniently, decodeResponse } from './decode-response.js';
import { exchangeOnce, quotaOf, type Exchange } from './exchange.js';
import { explainStatus } from './explain-status.js';
import { Retries, type Failure } from './retries.js';

const UNAUTHORIZED = 401;
const RATE_LIMITED = 429;

/** A client for one account. Cheap; makes no request by itself. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  return { fetch: (context, request) => fetchWithRetries(options, context, request) };
}

async function fetchWithRetries(
  options: ApiClientOptions,
  context: CallContext,
  request: ApiRequest,
): Promise<ApiResponse> {
  const retries = new Retries(options, context, request);
  const call: Call = { options, context, request, mayRenew: true };
  for (;;) {
    const result = await attempt(call);
    if (!isFailure(result)) return result;
    if (result.error.kind !== 'transient') throw giveUp(options, request, result);
    await retries.waitAfter(result);
  }
}

/** Where the vendor's meaning of a 429 is to come back later, nobody else on the account need ask before. */
function giveUp(options: ApiClientOptions, request: ApiRequest, { error, isRateLimit }: Failure): EtlError {
  if (isRateLimit && isDeferredError(error)) quotaOf(options, request).pause(error.resumeAt);
  return error;
}

interface Call {
  readonly options: ApiClientOptions;
  readonly context: CallContext;
  readonly request: ApiRequest;
  mayRenew: boolean;
}

async function attempt(call: Call): Promise<ApiResponse | Failure> {
  try {
    const exchange = await exchangeOnce(call.options, call.context, call.request);
    if (await renewAuthorization(call, exchange)) return await attempt(call);
    return judge(call, exchange);
  } catch (error) {
    if (!isEtlError(error) || error.kind !== 'transient') throw error;
    return { error, isRateLimit: false };
  }
}

async function renewAuthorization(call: Call, { response, authorization }: Exchange): Promise<boolean> {
  if (response.status !== UNAUTHORIZED || !call.mayRenew) return false;
  call.mayRenew = false;
  return (await call.options.authorization.renew?.(call.context, authorization)) ?? false;
}

function judge({ options, request }: Call, exchange: Exchange): ApiResponse | Failure {
  const { response, http } = exchange;
  if (isAccepted(response.status, request)) {
    const answer = decodeResponse(response, http);
    const error = options.inspect?.(answer);
    return error === undefined ? answer : failure(options, exchange, error);
  }
  const failed = { ...decodeLeniently(response), http };
  return failure(options, exchange, options.explain?.(failed) ?? explainStatus(failed));
}

function failure(options: ApiClientOptions, { response, http }: Exchange, error: EtlError): Failure {
  const retryAfter =
    parseRetryAfter(response.headers['retry-after'], options.dependencies.clock.now()) ??
    options.retryAfter?.({ ...decodeLeniently(response), http });
  const isRateLimit = response.status === RATE_LIMITED;
  return retryAfter === undefined ? { error, isRateLimit } : { error, isRateLimit, retryAfter };
}

function isAccepted(status: number, { acceptStatus }: ApiRequest): boolean {
  return (status >= 200 && status < 300) || acceptStatus?.includes(status) === true;
}

function isFailure(result: ApiResponse | Failure): result is Failure {
  return 'error' in result;
}
