import type { HttpErrorDetail, HttpRequest, HttpResponse } from '@etl/core';
import { stringifyJson } from '@etl/core/json';
import type { RequestHeaders } from '../authorization/authorization.js';
import type { Quota } from '../quota/quota.js';
import type { ApiClientOptions, ApiRequest } from './api-types.js';
import type { CallContext } from './call-context.js';
import { excerptBody } from './decode-response.js';
import { redactUrl } from './redact-url.js';
import { buildUrl } from './request-url.js';

const DEFAULT_TIMEOUT = 60_000;
const SECRET_HEADER = /auth|token|key|secret|cookie/i;

/** One request as it went out, and its answer. */
export interface Exchange {
  readonly response: HttpResponse;
  /** What the authorization gave. */
  readonly authorization: RequestHeaders;
  readonly http: HttpErrorDetail;
}

/**
 * Takes a turn, sends the request once, and tells about it; status 0 stands for an answer that never came.
 *
 * @throws what the transport throws, or the signal's reason.
 */
export async function exchangeOnce(
  options: ApiClientOptions,
  context: CallContext,
  request: ApiRequest,
): Promise<Exchange> {
  await quotaOf(options, request).take(context);
  const authorization = await options.authorization.headers(context);
  hideSecrets(options, authorization);
  const httpRequest = await buildRequest(options, context, request, authorization);
  const response = await send(options, context, httpRequest);
  options.observe?.(response, request);
  return { response, authorization, http: describeExchange(options, httpRequest, response) };
}

export function quotaOf({ quota }: ApiClientOptions, request: ApiRequest): Quota {
  return typeof quota === 'function' ? quota(request) : quota;
}

async function buildRequest(
  options: ApiClientOptions,
  context: CallContext,
  request: ApiRequest,
  authorization: RequestHeaders,
): Promise<HttpRequest> {
  const baseUrl = typeof options.baseUrl === 'string' ? options.baseUrl : await options.baseUrl(context);
  return {
    method: request.method,
    url: buildUrl(baseUrl, request.path, request.query),
    ...encodeBody(request, authorization),
    timeout: options.timeout ?? DEFAULT_TIMEOUT,
    signal: context.signal,
  };
}

function encodeBody(
  { body, headers }: ApiRequest,
  authorization: RequestHeaders,
): Pick<HttpRequest, 'headers' | 'body'> {
  const all = lowerCaseNames({ accept: 'application/json', ...headers, ...authorization });
  if (body === undefined) return { headers: all };
  if (typeof body === 'string') return { headers: all, body };
  return { headers: { 'content-type': 'application/json', ...all }, body: stringifyJson(body) };
}

async function send(
  options: ApiClientOptions,
  context: CallContext,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { clock, redactor, transport } = options.dependencies;
  const startedAt = clock.now();
  const tell = (status: number, bytes: number): void => {
    const url = redactUrl(request.url, redactor);
    context.report({
      type: 'request',
      method: request.method,
      url,
      status,
      duration: clock.now() - startedAt,
      bytes,
    });
  };
  try {
    const response = await transport(request);
    tell(response.status, response.body.byteLength);
    return response;
  } catch (error) {
    tell(0, 0);
    context.signal.throwIfAborted();
    throw error;
  }
}

function describeExchange(
  options: ApiClientOptions,
  request: HttpRequest,
  response: HttpResponse,
): HttpErrorDetail {
  const { redactor } = options.dependencies;
  const url = redactUrl(request.url, redactor);
  return { method: request.method, url, status: response.status, body: excerptBody(response.body, redactor) };
}

/** Invariant 9, also for an author who forgot: what authorizes a request never appears in an error or event. */
function hideSecrets({ dependencies }: ApiClientOptions, authorization: RequestHeaders): void {
  for (const [name, value] of Object.entries(authorization)) {
    if (!SECRET_HEADER.test(name)) continue;
    const secret = value.split(' ').at(-1) ?? '';
    if (dependencies.redactor.redact(secret) === secret) dependencies.redactor.add(secret);
  }
}

function lowerCaseNames(headers: RequestHeaders): RequestHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
