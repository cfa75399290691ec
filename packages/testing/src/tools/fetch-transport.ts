import type { HttpRequest, HttpResponse, HttpTransport } from '@etl/core';

/** A real HTTP transport over the platform's `fetch`, without retries, redirects followed. */
export function createFetchTransport(): HttpTransport {
  return async (request) => {
    const response = await fetch(request.url, initialise(request));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    } satisfies HttpResponse;
  };
}

function initialise(request: HttpRequest): RequestInit {
  const body = request.body === undefined ? {} : { body: request.body };
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeout)]);
  // A kept-alive socket would be mistaken for one that the code under test left open.
  return { method: request.method, headers: { ...request.headers, connection: 'close' }, signal, ...body };
}
