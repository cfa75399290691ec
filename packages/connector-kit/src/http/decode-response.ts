import { TransientError, type HttpErrorDetail, type HttpResponse, type Redactor } from '@etl/core';
import type { ApiResponse } from './api-types.js';

const NO_CONTENT = 204;
const EXCERPT = 500;
/** Redacting a megabyte to show a few lines is waste. */
const LOOK_AT = 8 * EXCERPT;

/**
 * The answer as text that was sent whole: valid UTF-8, and JSON by its first and last character (a proxy's HTML page or
 * a body cut off is neither).
 *
 * @throws TransientError `not_utf8` or `not_json`.
 */
export function decodeResponse(response: HttpResponse, http: HttpErrorDetail): ApiResponse {
  const text = decodeStrictly(response, http);
  if (response.status !== NO_CONTENT && !looksLikeJson(text)) {
    throw new TransientError({
      code: 'not_json',
      message: `${http.method} ${http.url} was answered ${response.status} with ${describeBody(response)} instead of JSON.`,
      remedy: 'Check the base URL, and whether a proxy or a sign-in page stands in between.',
      http,
    });
  }
  return { status: response.status, headers: response.headers, text };
}

/** A failed answer's body, for people and for `explain`: what cannot be decoded is marked. */
export function decodeLeniently(response: HttpResponse): ApiResponse {
  return {
    status: response.status,
    headers: response.headers,
    text: new TextDecoder().decode(response.body),
  };
}

/** The first lines of a body, redacted and on one line. */
export function excerptBody(body: Uint8Array, redactor: Redactor): string {
  const start = new TextDecoder().decode(body.subarray(0, LOOK_AT));
  const line = redactor.redact(start).replace(/\s+/g, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT - 1)}…` : line;
}

function decodeStrictly(response: HttpResponse, http: HttpErrorDetail): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(response.body);
  } catch (cause) {
    throw new TransientError({
      code: 'not_utf8',
      message: `${http.method} ${http.url} was answered with a body that is not valid UTF-8.`,
      http,
      cause,
    });
  }
}

function looksLikeJson(text: string): boolean {
  const trimmed = text.trim();
  const ends = `${trimmed.at(0) ?? ''}${trimmed.at(-1) ?? ''}`;
  return trimmed.length > 1 && (ends === '{}' || ends === '[]');
}

function describeBody(response: HttpResponse): string {
  if (response.body.length === 0) return 'an empty body';
  return response.headers['content-type'] ?? 'text';
}
