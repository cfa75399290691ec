import { ConfigError, FatalError, TransientError, type EtlError, type EtlErrorOptions } from '@etl/core';
import type { FailedResponse } from './api-types.js';

type Explanation = (message: string, failure: FailedResponse) => EtlError;

const REQUEST_TIMEOUT = 408;
const TOO_EARLY = 425;
const RATE_LIMITED = 429;
const SERVER_ERRORS = 500;

const BY_STATUS: Readonly<Record<number, Explanation>> = {
  400: fatal('bad_request'),
  401: config('unauthorized', 'Check the credential and the base URL it belongs to.'),
  403: config(
    'forbidden',
    'Give the credential the permission this request needs, and check its list of allowed addresses.',
  ),
  404: fatal('not_found'),
  [REQUEST_TIMEOUT]: transient('request_timeout'),
  [TOO_EARLY]: transient('too_early'),
  [RATE_LIMITED]: transient('rate_limited'),
};

/**
 * What a failing status means where the vendor gives it no meaning of its own: 401 and 403 are for the user to mend, 408,
 * 425, 429 and 5xx pass, anything else is fatal. A redirect that was not followed is fatal, too.
 */
export function explainStatus(failure: FailedResponse): EtlError {
  const { method, url, body } = failure.http;
  const message = `${method} ${url} was answered ${failure.status}${body === undefined || body === '' ? '' : `: ${body}`}`;
  const fallback = failure.status >= SERVER_ERRORS ? transient('server_error') : fatal('request_rejected');
  return (BY_STATUS[failure.status] ?? fallback)(message, failure);
}

function config(code: string, remedy: string): Explanation {
  return (message, failure) => new ConfigError({ ...describe(code, message, failure), remedy });
}

function fatal(code: string): Explanation {
  return (message, failure) => new FatalError(describe(code, message, failure));
}

function transient(code: string): Explanation {
  return (message, failure) => new TransientError(describe(code, message, failure));
}

function describe(code: string, message: string, { http }: FailedResponse): EtlErrorOptions {
  return { code, message, http };
}
