const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** An API key as Gong issues it: a public and a secret part. */
export interface ApiKey {
  readonly accessKey: string;
  readonly accessKeySecret: string;
}

/** Reads `key:secret` or the base64 of it; `undefined` when the text is neither. */
export function parseApiToken(token: string): ApiKey | undefined {
  return splitPair(token) ?? (BASE64.test(token) ? splitPair(decodeBase64(token)) : undefined);
}

function splitPair(text: string): ApiKey | undefined {
  const [, accessKey, accessKeySecret] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  if (accessKey === undefined || accessKeySecret === undefined) return undefined;
  return { accessKey, accessKeySecret };
}

function decodeBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
