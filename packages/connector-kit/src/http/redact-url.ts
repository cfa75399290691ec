import type { Redactor } from '@etl/core';

const SECRET_NAME = /token|secret|password|signature|credential|api.?key|^key$|^code$|^sig$/i;

/** The URL without user, password, configured credentials, and values of parameters that are named like secrets. */
export function redactUrl(text: string, redactor?: Redactor): string {
  const url = URL.parse(text);
  if (url === null) return redactor?.redact(text) ?? text;
  url.username = '';
  url.password = '';
  for (const name of new Set(url.searchParams.keys())) {
    if (SECRET_NAME.test(name)) url.searchParams.set(name, '***');
  }
  return redactor?.redact(url.href) ?? url.href;
}
