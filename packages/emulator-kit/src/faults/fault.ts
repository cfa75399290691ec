import type { EmulatorRequest, EmulatorResponse, PageFault } from '../server/exchange.js';

/** Answers in place of the route. Without a body the vendor's own error shape is used. */
export interface StatusFault {
  readonly kind: 'status';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Spoils the way an answer travels; the route has already done its work. */
export type DeliveryFault =
  /** The socket is reset before a byte is sent. */
  | { readonly kind: 'reset-before-headers' }
  /** Headers and half of the body arrive, then the connection closes. */
  | { readonly kind: 'close-mid-body' }
  /** Headers and half of the body arrive, then nothing until the client gives up. */
  | { readonly kind: 'stall' }
  /** The body comes in pieces with pauses between. */
  | { readonly kind: 'slow-body'; readonly chunkBytes: number; readonly pauseMilliseconds: number }
  /** Half of the body with a content-length that fits the half: HTTP notices nothing. */
  | { readonly kind: 'truncated-body' }
  /** A gzip stream that ends too early, with a content-length that fits. */
  | { readonly kind: 'truncated-gzip' }
  /** One byte that is not UTF-8 inside a text value. */
  | { readonly kind: 'invalid-utf8' };

/** Runs before the route, and lets the request pass: data can change between two pages. */
export interface HookFault {
  readonly kind: 'hook';
  run(request: EmulatorRequest): void | Promise<void>;
}

/** Changes what the route answered. */
export interface RewriteFault {
  readonly kind: 'rewrite';
  rewrite(response: EmulatorResponse): EmulatorResponse;
}

export type Fault = StatusFault | DeliveryFault | HookFault | RewriteFault | { readonly kind: PageFault };

/** Which requests a fault waits for; everything given must fit. */
export interface FaultMatcher {
  readonly method?: string;
  /** A text must equal the whole path; a pattern must be found in it. */
  readonly path?: string | RegExp;
  when?(request: EmulatorRequest): boolean;
}

/** True when the request is one the matcher waits for. */
export function matchesRequest(matcher: FaultMatcher, request: EmulatorRequest): boolean {
  if (matcher.method !== undefined && matcher.method !== request.method) return false;
  if (!matchesPath(matcher.path, request.path)) return false;
  return matcher.when?.(request) ?? true;
}

function matchesPath(expected: string | RegExp | undefined, path: string): boolean {
  if (expected === undefined) return true;
  // A pattern with the g flag would remember where it stopped.
  return typeof expected === 'string' ? expected === path : path.search(expected) >= 0;
}
