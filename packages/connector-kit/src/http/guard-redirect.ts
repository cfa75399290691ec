import type { HttpRequest } from '@etl/core';

/** A redirect that must not be followed. */
export class RedirectRefused extends Error {
  override readonly name = 'RedirectRefused';
  readonly target: string;

  constructor(target: string) {
    super(`Redirected to ${target}.`);
    this.target = target;
  }
}

/**
 * Lets a redirect pass only within host and scheme and with the same method: credentials go nowhere else, and a POST
 * that comes back as a GET would be another question.
 */
export function guardRedirect(request: HttpRequest): (options: Record<string, unknown>) => void {
  const { origin } = new URL(request.url);
  return ({ href, method }) => {
    const target = String(href);
    if (new URL(target).origin !== origin || method !== request.method) throw new RedirectRefused(target);
  };
}
