import type { QueryValue } from './api-types.js';

/** Appends path and query to the base URL, which may have a path of its own. */
export function buildUrl(baseUrl: string, path: string, query: Readonly<Record<string, QueryValue>> = {}): string {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
  for (const [name, value] of Object.entries(query)) appendQuery(url, name, value);
  return url.href;
}

function appendQuery(url: URL, name: string, value: QueryValue): void {
  if (value === undefined) return;
  const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  for (const single of values) url.searchParams.append(name, single);
}
