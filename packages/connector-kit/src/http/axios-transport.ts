import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duration, HttpRequest, HttpResponse, HttpTransport, Redactor } from '@etl/core';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { decompress } from './decompress.js';
import { guardRedirect } from './guard-redirect.js';
import { withDeadline } from './system-deadline.js';
import { explainTransportFailure } from './transport-failure.js';

const DEFAULT_MAX_BODY_BYTES = 256 * 1024 * 1024;
const DEFAULT_MAX_REDIRECTS = 3;
const DEFAULT_IDLE_TIMEOUT = 30_000;

/** Limits of a transport; all have defaults. */
export interface AxiosTransportOptions {
  /** Cleans what errors say. */
  readonly redactor?: Redactor;
  /** Largest body, before and after decompression. Default: 256 MiB. */
  readonly maxBodyBytes?: number;
  /** Redirects to follow within one host. Default: 3. */
  readonly maxRedirects?: number;
  /**
   * How long a connection without a request is kept: after a long quota wait, the next request must not go out on one
   * that a router has dropped meanwhile. Default: 30 seconds.
   */
  readonly idleTimeout?: Duration;
}

/**
 * HTTP by axios, over connections that are kept alive and shared by all requests of this transport. Every status is an
 * answer; proxies are taken from the environment as axios does.
 *
 * The transport throws TransientError for what may pass (`connection_refused`, `connection_reset`, `host_not_found`,
 * `timeout`, `truncated_body`, `undecodable_body`, `too_many_redirects`, `network_failure`), ConfigError for what the user must mend
 * (`redirect_refused`, `certificate_rejected`), FatalError `body_too_large`, and the signal's reason on abort.
 */
export function axiosTransport(options: AxiosTransportOptions = {}): HttpTransport {
  const connections = { keepAlive: true, timeout: options.idleTimeout ?? DEFAULT_IDLE_TIMEOUT };
  const agents = { httpAgent: new HttpAgent(connections), httpsAgent: new HttpsAgent(connections) };
  const { redactor, maxBodyBytes = DEFAULT_MAX_BODY_BYTES, maxRedirects = DEFAULT_MAX_REDIRECTS } = options;
  return async (request) => {
    try {
      return await withDeadline(request.signal, request.timeout, async (signal) => {
        const config = { ...buildConfig(request, maxBodyBytes), ...agents, maxRedirects, signal };
        return toResponse(await sendByAxios(config), maxBodyBytes);
      });
    } catch (error) {
      request.signal.throwIfAborted();
      throw explainTransportFailure(error, request, { redactor, maxBodyBytes });
    }
  };
}

async function sendByAxios(config: AxiosRequestConfig): Promise<AxiosResponse<Buffer>> {
  const { default: axios } = await import('axios');
  return axios.request<Buffer>(config);
}

function buildConfig(request: HttpRequest, maxBodyBytes: number): AxiosRequestConfig {
  return {
    method: request.method,
    url: request.url,
    headers: { 'accept-encoding': 'gzip, br', ...request.headers },
    data: request.body,
    responseType: 'arraybuffer',
    // axios would take a compressed body that was cut off for a whole one.
    decompress: false,
    maxContentLength: maxBodyBytes,
    validateStatus: () => true,
    transformRequest: [],
    transformResponse: [],
    beforeRedirect: guardRedirect(request),
  };
}

async function toResponse(answer: AxiosResponse<Buffer>, maxBodyBytes: number): Promise<HttpResponse> {
  const headers = flattenHeaders(answer.headers);
  const body = await decompress(answer.data, headers['content-encoding'], maxBodyBytes);
  return { status: answer.status, headers, body };
}

function flattenHeaders(headers: AxiosResponse['headers']): Record<string, string> {
  const entries = Object.entries(headers as Record<string, string | readonly string[]>);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
