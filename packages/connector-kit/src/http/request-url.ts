import { ConfigError } from '@etl/core';
import type { QueryValue } from './api-types.js';

/**
 * Appends path and query to the base URL, which may have a path of its own.
 *
 * @throws ConfigError when the base URL is none.
 */
export function buildUrl(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, QueryValue>> = {},
): string {
  const url = parseUrl(`${baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
  for (const [name, value] of Object.entries(query)) appendQuery(url, name, value);
  return url.href;
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new ConfigError({
    code: 'invalid_base_url',
    message: `"${text}" is not an HTTP address.`,
    remedy: 'Write the base URL with its scheme, e.g. https://api.example.com.',
  });
}

function appendQuery(url: URL, name: string, value: QueryValue): void {
  if (value === undefined) return;
  const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  for (const single of values) url.searchParams.append(name, single);
}
