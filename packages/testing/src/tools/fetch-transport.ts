import { TransientError, type HttpRequest, type HttpResponse, type HttpTransport } from '@etl/core';

/**
 * A real HTTP transport over the platform's `fetch`, without retries, redirects followed.
 *
 * The transport throws TransientError `timeout` or `network_failure`, and the signal's reason on abort.
 */
export function createFetchTransport(): HttpTransport {
  return async (request) => {
    const deadline = AbortSignal.timeout(request.timeout);
    try {
      return await exchange(request, AbortSignal.any([request.signal, deadline]));
    } catch (error) {
      request.signal.throwIfAborted();
      throw explainFailure(request, deadline.aborted, error);
    }
  };
}

async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const body = request.body === undefined ? {} : { body: request.body };
  // A kept-alive socket would be mistaken for one that the code under test left open.
  const headers = { ...request.headers, connection: 'close' };
  const response = await fetch(request.url, { method: request.method, headers, signal, ...body });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

function explainFailure({ method, url }: HttpRequest, isLate: boolean, cause: unknown): TransientError {
  const { origin, pathname } = new URL(url);
  const place = `${method} ${origin}${pathname}`;
  const http = { method, url: `${origin}${pathname}` };
  if (isLate)
    return new TransientError({
      code: 'timeout',
      message: `${place} was not answered in time.`,
      http,
      cause,
    });
  return new TransientError({
    code: 'network_failure',
    message: `${place} was cut off before its answer was whole.`,
    http,
    cause,
  });
}
