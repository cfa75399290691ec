import { createHmac } from 'node:crypto';

/** Writes and checks addresses of recordings that work for eight hours. */
export interface MediaSigner {
  /** A new address on every call, even for the same file at the same instant. */
  sign(callId: string, kind: string, now: number): string;
  /** `now` in milliseconds since the epoch. */
  verify(callId: string, kind: string, query: URLSearchParams, now: number): boolean;
}

const LIFETIME_SECONDS = 28_799;

/** @param baseUrl asked for on every call, because the port is known only after start. */
export function createMediaSigner(secret: string, baseUrl: () => string): MediaSigner {
  let issued = 0;
  const signature = (callId: string, kind: string, date: string, nonce: string): string =>
    createHmac('sha256', secret).update([callId, kind, date, nonce].join('\n')).digest('hex');
  return {
    sign: (callId, kind, now) => {
      issued += 1;
      const date = formatDate(now);
      const query = new URLSearchParams({
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Date': date,
        'X-Amz-Expires': String(LIFETIME_SECONDS),
        'X-Amz-Security-Token': String(issued),
        'X-Amz-Signature': signature(callId, kind, date, String(issued)),
      });
      return `${baseUrl()}/media/${callId}/${kind}?${query.toString()}`;
    },
    verify: (callId, kind, query, now) => {
      const date = query.get('X-Amz-Date') ?? '';
      const nonce = query.get('X-Amz-Security-Token') ?? '';
      if (query.get('X-Amz-Signature') !== signature(callId, kind, date, nonce)) return false;
      return now < parseDate(date) + LIFETIME_SECONDS * 1000;
    },
  };
}

/** `20250101T000000Z`. */
function formatDate(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function parseDate(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
