import type { Redactor } from '../redactor.js';
import type { Duration, Instant } from './instant.js';
import type { JsonValue } from './record.js';

/** The only way to know or pass time, so that a test can own it. */
export interface Clock {
  now(): Instant;
  /** Resolves after `duration`; rejects with the signal's reason when aborted first. */
  sleep(duration: Duration, signal?: AbortSignal): Promise<void>;
}

/** Structured log lines. Implementations redact secrets and write to stderr, never to stdout. */
export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * Small private values that outlive a run on this machine: rotated credentials, the day's quota use. Never truth about
 * data; losing it costs requests or a new sign-in, nothing else. Writes are atomic and readable by the owner only.
 */
export interface LocalStore {
  read(key: string): Promise<JsonValue | undefined>;
  write(key: string, value: JsonValue): Promise<void>;
}

/**
 * One HTTP exchange, complete: the body is read whole before the promise resolves.
 *
 * Rejects with a `TransientError` when no complete answer arrived, whatever the reason, and with the signal's reason when
 * that aborted first. Any answer resolves, also one that says no.
 */
export type HttpTransport = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange. */
  readonly timeout: Duration;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/**
 * What a source is given. Nothing else in a connector reads clock, randomness, environment or file system, but for files that
 * the configuration names.
 */
export interface SourceDependencies {
  readonly clock: Clock;
  /** Uniform in `[0, 1)`. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly localStore: LocalStore;
  readonly redactor: Redactor;
  readonly transport: HttpTransport;
  /** Where relative paths in the configuration start. Absolute; default: the working directory. */
  readonly baseDirectory?: string;
}

/** What a destination is given. */
export interface DestinationDependencies {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly redactor: Redactor;
  /** Where relative paths in the configuration start. Absolute. */
  readonly baseDirectory: string;
  /** An existing directory for stage files; the destination removes what it creates. */
  readonly temporaryDirectory: string;
}
