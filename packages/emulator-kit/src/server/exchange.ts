/** A request as a route sees it. */
export interface EmulatorRequest {
  readonly method: string;
  /** Without the query, percent-encoding kept. */
  readonly path: string;
  /** Values of `{name}` in the route's path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly remoteAddress: string;
  /** When it arrived by the emulator's clock, in milliseconds since the epoch. */
  readonly at: number;
  /** Set when an injected page fault waits for this request; `cutPage` obeys it. */
  readonly pageFault?: PageFault;
}

/** What a list endpoint does wrong: hands out the same page twice, or its records in another order. */
export type PageFault = 'duplicate-page' | 'reorder-page';

export interface EmulatorResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One endpoint. Path segments in braces are parameters: `/v2/calls/{id}`. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** May throw `Refusal`. */
  handle(request: EmulatorRequest): EmulatorResponse | Promise<EmulatorResponse>;
}

/** A request as it was answered, for tests that count API cost. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
  /** `undefined` while unanswered, and for ever when the connection was reset before the headers. */
  readonly status: number | undefined;
}

/** JSON text with its content type. `body` travels as it stands. */
export function jsonResponse(status: number, body: string): EmulatorResponse {
  return { status, headers: { 'content-type': 'application/json' }, body };
}
