const MARKER = Symbol.for('etl.error');

/**
 * What the runner does about an error.
 *
 * - `config`: tell the user what to change; retrying is pointless.
 * - `transient`: may work in a moment; retried where it happened before it gets here.
 * - `deferred`: will work later, at a known time; state is saved.
 * - `rejected_record`: one record is unusable; it goes to the dead letter table and the stream goes on.
 * - `fatal`: stop the stream.
 */
export type ErrorKind = 'config' | 'transient' | 'deferred' | 'rejected_record' | 'fatal';

/** The exchange an error came from. */
export interface HttpErrorDetail {
  readonly method: string;
  /** Without credentials. */
  readonly url: string;
  /** Absent when no response arrived. */
  readonly status?: number;
  /** Trimmed to what helps. */
  readonly body?: string;
}

export interface EtlErrorOptions {
  /** Stable, snake_case; programs and tests rely on it, never on the message. */
  readonly code: string;
  /** One sentence: what is wrong and where, with the value found. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly remedy?: string;
  /** Where in the configuration, e.g. `configs/sources/gong.yaml:4 source.config.api_token`. */
  readonly location?: string;
  readonly http?: HttpErrorDetail;
  readonly cause?: unknown;
}

/**
 * Root of the error tree. Recognise errors with {@link isEtlError} or `kind`, never with `instanceof`: two copies of this
 * package may live in one process.
 */
export class EtlError extends Error {
  readonly [MARKER] = true;
  readonly kind: ErrorKind;
  readonly code: string;
  readonly remedy: string | undefined;
  readonly location: string | undefined;
  readonly http: HttpErrorDetail | undefined;

  constructor(kind: ErrorKind, options: EtlErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.kind = kind;
    this.code = options.code;
    this.remedy = options.remedy;
    this.location = options.location;
    this.http = options.http;
  }

  /** Location, message and remedy in one line, for people. */
  describe(): string {
    const place = this.location === undefined ? '' : `${this.location}: `;
    const remedy = this.remedy === undefined ? '' : ` ${this.remedy}`;
    return `${place}${this.message}${remedy}`;
  }
}

/** Whether `error` belongs to this tree, whichever copy of the package made it. */
export function isEtlError(error: unknown): error is EtlError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[MARKER] === true;
}
