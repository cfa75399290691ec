import type { Duration, HttpRequest, HttpResponse } from '@etl/core';

/** A pool of connections. */
export interface Connections {
  /** One exchange, the body as it was sent. Throws what undici throws, and {@link AnswerCutOff}. */
  exchange(request: HttpRequest): Promise<HttpResponse>;
}

/** The answer ended before its end. */
export class AnswerCutOff extends Error {
  override readonly name = 'AnswerCutOff';
}

/** @param limits How long an unused connection is kept, and how large a body may be. */
export async function openConnections(limits: {
  readonly idleTimeout: Duration;
  readonly maxBodyBytes: number;
}): Promise<Connections> {
  // Loaded with the first request: a command that asks for nothing need not wait for it.
  const { EnvHttpProxyAgent, request: send } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    keepAliveTimeout: limits.idleTimeout,
    keepAliveMaxTimeout: limits.idleTimeout,
    maxResponseSize: limits.maxBodyBytes,
    // The time limit is one for the whole exchange, and the caller's.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    exchange: async ({ method, url, headers, body = null, signal }) => {
      const answer = await send(url, { dispatcher, method, headers, body, signal });
      return {
        status: answer.statusCode,
        headers: flattenHeaders(answer.headers),
        body: await answer.body.bytes().catch(explainBody),
      };
    },
  };
}

function explainBody(cause: unknown): never {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code?.startsWith('HPE_') === true)
    throw new AnswerCutOff('The connection ended before the body did.', { cause });
  throw cause;
}

function flattenHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
