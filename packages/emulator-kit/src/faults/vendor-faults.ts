import type { StatusFault } from './fault.js';

/** 429. `retryAfter` is sent as given: seconds as a number, a date as an HTTP date, a text verbatim; absent, no header. */
export function tooManyRequests(retryAfter?: number | Date | string): StatusFault {
  if (retryAfter === undefined) return { kind: 'status', status: 429 };
  const value = retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
  return { kind: 'status', status: 429, headers: { 'retry-after': value } };
}

/** Any status in the vendor's own error shape: 401, 403, 500, 502, 503, 504. */
export function errorStatus(status: number): StatusFault {
  return { kind: 'status', status };
}

/** A web page where JSON was expected, as proxies and log-in walls send it. */
export function htmlInsteadOfJson(status = 200): StatusFault {
  return {
    kind: 'status',
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!DOCTYPE html><html><head><title>Just a moment</title></head><body>Please wait.</body></html>',
  };
}

/** The right status and type, and no body at all. */
export function emptyBody(status = 200): StatusFault {
  return { kind: 'status', status, headers: { 'content-type': 'application/json' }, body: '' };
}
