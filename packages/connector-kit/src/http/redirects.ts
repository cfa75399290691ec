import type { HttpRequest, HttpResponse } from '@etl/core';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Redirects that let the method be what it was. */
const KEEPS_METHOD = new Set([307, 308]);

/** A redirect that must not be followed. */
export class RedirectRefused extends Error {
  override readonly name = 'RedirectRefused';
  readonly target: string;

  constructor(target: string) {
    super(`Redirected to ${target}.`);
    this.target = target;
  }
}

/** A chain of redirects without end. */
export class TooManyRedirects extends Error {
  override readonly name = 'TooManyRedirects';

  constructor(followed: number) {
    super(`Redirected more than ${followed} times.`);
  }
}

/**
 * Where an answer sends the request on to, if it does. Only within host and scheme and with the same method: credentials
 * go nowhere else, and a POST that comes back as a GET would be another question.
 *
 * @throws RedirectRefused
 */
export function findRedirect(request: HttpRequest, url: string, answer: HttpResponse): string | undefined {
  const { location } = answer.headers;
  if (location === undefined || !REDIRECTS.has(answer.status)) return undefined;
  const target = new URL(location, url);
  const keepsMethod = request.method === 'GET' || KEEPS_METHOD.has(answer.status);
  if (target.origin !== new URL(url).origin || !keepsMethod) throw new RedirectRefused(target.href);
  return target.href;
}
