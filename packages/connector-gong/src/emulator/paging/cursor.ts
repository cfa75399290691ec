import { createHmac } from 'node:crypto';
import { Refusal } from '@etl/emulator-kit';

/** What a cursor carries, readable by anyone who decodes it. */
export interface CursorPayload {
  readonly pageSize: number;
  /** As counted on the first page. */
  readonly total: number;
  /** Of the page the cursor leads to. */
  readonly pageNumber: number;
  /** Unix seconds: one hour after the first request of the chain, however many pages followed. */
  readonly exp: number;
  /** Of everything in the request but the cursor. */
  readonly requestHash: string;
  /** Keyset lists: the last call served and its rank in the order. */
  readonly callId?: string;
  readonly rank?: number;
  /** Other lists: how many items to pass over. */
  readonly offset?: number;
}

/** How long a chain of pages can be walked. */
export const CURSOR_LIFETIME_SECONDS = 3600;

const HEADER = encodePart({ alg: 'HS256', typ: 'JWT' });

/** Writes a cursor as a JWT signed with HMAC-SHA256. */
export function signCursor(payload: CursorPayload, secret: string): string {
  const content = `${HEADER}.${encodePart(payload)}`;
  return `${content}.${signature(content, secret)}`;
}

/**
 * Reads a cursor back.
 *
 * @param now milliseconds since the epoch.
 * @throws Refusal 400 when it is not one of ours, too old, or was made for another request.
 */
export function verifyCursor(
  cursor: string,
  expected: { readonly secret: string; readonly requestHash: string; readonly now: number },
): CursorPayload {
  const [header, content, signed] = cursor.split('.');
  if (signed === undefined || signed !== signature(`${header}.${content}`, expected.secret)) {
    throw new Refusal(400, 'cursor: is not valid');
  }
  const payload = JSON.parse(Buffer.from(content ?? '', 'base64url').toString('utf8')) as CursorPayload;
  if (expected.now >= payload.exp * 1000) throw new Refusal(400, 'Invalid request: cursor has expired');
  if (payload.requestHash !== expected.requestHash) {
    throw new Refusal(400, 'cursor: was issued for a request with other parameters');
  }
  return payload;
}

function encodePart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(content: string, secret: string): string {
  return createHmac('sha256', secret).update(content).digest('base64url');
}
