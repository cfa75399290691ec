import type { Duration, HttpRequest, HttpResponse, HttpTransport, Redactor } from '@etl/core';
import { type Connections, openConnections } from './connections.js';
import { decompress } from './decompress.js';
import { findRedirect, TooManyRedirects } from './redirects.js';
import { withDeadline } from './system-deadline.js';
import { explainTransportFailure } from './transport-failure.js';

const DEFAULT_MAX_BODY_BYTES = 256 * 1024 * 1024;
const DEFAULT_MAX_REDIRECTS = 3;
const DEFAULT_IDLE_TIMEOUT = 30_000;

/** Sent unless the request says otherwise; some vendors refuse who names nobody. */
const DEFAULT_HEADERS = { 'accept-encoding': 'gzip, br', 'user-agent': '@etl/connector-kit' };

/** Limits of a transport; all have defaults. */
export interface HttpTransportOptions {
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
 * HTTP by undici, over connections that are kept alive and shared by all requests of this transport. Every status is an
 * answer; proxies are taken from the environment (`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`).
 *
 * The transport throws TransientError for what may pass (`connection_refused`, `connection_reset`, `host_not_found`,
 * `timeout`, `truncated_body`, `undecodable_body`, `too_many_redirects`, `network_failure`), ConfigError for what the user must mend
 * (`redirect_refused`, `certificate_rejected`), FatalError `body_too_large`, and the signal's reason on abort.
 */
export function httpTransport(options: HttpTransportOptions = {}): HttpTransport {
  const { redactor, maxBodyBytes = DEFAULT_MAX_BODY_BYTES, maxRedirects = DEFAULT_MAX_REDIRECTS } = options;
  const { idleTimeout = DEFAULT_IDLE_TIMEOUT } = options;
  let connections: Promise<Connections> | undefined;
  return async (request) => {
    connections ??= openConnections({ idleTimeout, maxBodyBytes });
    const open = await connections;
    try {
      return await withDeadline(request.signal, request.timeout, async (signal) => {
        const headers = { ...DEFAULT_HEADERS, ...request.headers };
        const answer = await follow(open, { ...request, headers, signal }, maxRedirects);
        const body = await decompress(answer.body, answer.headers['content-encoding'], maxBodyBytes);
        return { ...answer, body };
      });
    } catch (error) {
      request.signal.throwIfAborted();
      throw explainTransportFailure(error, request, { redactor, maxBodyBytes });
    }
  };
}

async function follow(
  connections: Connections,
  request: HttpRequest,
  maxRedirects: number,
): Promise<HttpResponse> {
  let url = request.url;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const answer = await connections.exchange({ ...request, url });
    const target = findRedirect(request, url, answer);
    if (target === undefined) return answer;
    url = target;
  }
  throw new TooManyRedirects(maxRedirects);
}
