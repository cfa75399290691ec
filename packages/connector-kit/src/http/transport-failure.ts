import {
  ConfigError,
  FatalError,
  TransientError,
  type EtlError,
  type EtlErrorOptions,
  type HttpRequest,
  type Redactor,
} from '@etl/core';
import { AnswerCutOff } from './connections.js';
import { UndecodableBody } from './decompress.js';
import { redactUrl } from './redact-url.js';
import { RedirectRefused, TooManyRedirects } from './redirects.js';
import { DeadlineExceeded } from './system-deadline.js';

export interface FailureContext {
  readonly redactor: Redactor | undefined;
  readonly maxBodyBytes: number;
}

const BY_NODE_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  ENOTFOUND: 'host_not_found',
  EAI_AGAIN: 'host_not_found',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_SOCKET: 'connection_reset',
};
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const TOO_LARGE = new Set(['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'ERR_BUFFER_TOO_LARGE']);

/**
 * What an exchange without an answer means. The thrown error is not kept as cause: it may hold what was sent.
 */
export function explainTransportFailure(
  error: unknown,
  request: HttpRequest,
  context: FailureContext,
): EtlError {
  const chain = causes(error);
  const http = { method: request.method, url: redactUrl(request.url, context.redactor) };
  const place = `${http.method} ${http.url}`;
  return (
    explainRefusal(chain, place, http, context) ??
    explainBody(chain, place, http, request, context) ??
    explainConnection(chain, place, http)
  );
}

type Http = NonNullable<EtlErrorOptions['http']>;
type Chain = readonly (Error & { readonly code?: unknown })[];

/** The error, what caused it, and so on. */
function causes(error: unknown): Chain {
  const chain: Error[] = [];
  for (let cause = error; cause instanceof Error && !chain.includes(cause); cause = cause.cause)
    chain.push(cause);
  return chain;
}

function explainRefusal(
  chain: Chain,
  place: string,
  http: Http,
  { redactor }: FailureContext,
): EtlError | undefined {
  const refused = chain.find((cause) => cause instanceof RedirectRefused);
  if (refused !== undefined) {
    return new ConfigError({
      code: 'redirect_refused',
      message: `${place} was redirected to ${redactUrl(refused.target, redactor)}, where credentials are not sent.`,
      remedy: 'If you trust that address, set it as the base URL.',
      http,
    });
  }
  const code = codeOf(chain);
  if (!CERTIFICATE.test(code)) return undefined;
  return new ConfigError({
    code: 'certificate_rejected',
    message: `${place}: the server's certificate was rejected (${code}).`,
    remedy: 'Check the host name; for a private authority set NODE_EXTRA_CA_CERTS.',
    http,
  });
}

function explainBody(
  chain: Chain,
  place: string,
  http: Http,
  { timeout }: HttpRequest,
  { maxBodyBytes }: FailureContext,
): EtlError | undefined {
  const tooLarge = chain.some((cause) => TOO_LARGE.has(String(cause.code)));
  if (tooLarge)
    return new FatalError({
      code: 'body_too_large',
      message: `${place}: the body is larger than ${maxBodyBytes} bytes.`,
      http,
    });
  if (chain.some((cause) => cause instanceof DeadlineExceeded)) {
    return new TransientError({
      code: 'timeout',
      message: `${place} was not answered whole within ${timeout} ms.`,
      http,
    });
  }
  const undecodable = chain.find((cause) => cause instanceof UndecodableBody);
  if (undecodable === undefined) return undefined;
  return new TransientError({
    code: 'undecodable_body',
    message: `${place}: the body cannot be decompressed (${undecodable.message}).`,
    http,
  });
}

function explainConnection(chain: Chain, place: string, http: Http): EtlError {
  const code = codeOf(chain);
  if (chain.some((cause) => cause instanceof AnswerCutOff))
    return new TransientError({ code: 'truncated_body', message: `${place}: the answer was cut off.`, http });
  if (chain.some((cause) => cause instanceof TooManyRedirects)) {
    const message = `${place} was redirected again and again.`;
    return new TransientError({ code: 'too_many_redirects', message, http });
  }
  const name = BY_NODE_CODE[code] ?? 'network_failure';
  return new TransientError({ code: name, message: `${place} got no answer (${code}).`, http });
}

function codeOf(chain: Chain): string {
  return chain.map(({ code }) => code).find((code) => typeof code === 'string') ?? 'unknown';
}
