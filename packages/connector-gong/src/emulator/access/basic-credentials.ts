/** The `user:password` of a Basic authorization header; `undefined` when it is another scheme or none. */
export function readBasicCredentials(authorization: string | undefined): string | undefined {
  const encoded = /^basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}
