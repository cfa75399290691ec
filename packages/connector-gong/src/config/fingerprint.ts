import { createHash } from 'node:crypto';

/** Tells credentials apart without telling anything about them. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
