import type { Connector, Duration, HttpTransport, Instant } from '@etl/core';
import type { ManualClock } from '../tools/manual-clock.js';

/**
 * What can happen at a vendor between two runs.
 *
 * - `new`: a record dated `at` appears, later than everything read so far.
 * - `late`: a record dated `at`, before the end of what was read, can be seen only now.
 * - `tie`: more records than a page holds appear, all dated exactly `at`, the end of what was read.
 * - `offset`: a record dated `at` appears, written with an offset that makes its text sort before the end of what was read.
 * - `edit`: a record dated `at` or later, already read, changes.
 * - `delete`: a record already read is gone, as far as the vendor ever tells.
 */
export type VendorChange = 'new' | 'late' | 'tie' | 'offset' | 'edit' | 'delete';

/**
 * What can go wrong on the way.
 *
 * - `status`: this status, with the vendor's own error body unless `body` says otherwise. `retryAfter` in seconds.
 * - `reset`: the connection breaks before a byte arrives. - `truncated`: half of a body. - `html`: a web page with status 200.
 * - `hang`: no answer until the client gives up. - `expired_cursor`: the vendor's answer to a page cursor that is too old;
 * without cursors, nothing.
 */
export type VendorFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number; readonly body?: string }
  | { readonly kind: 'reset' | 'truncated' | 'html' | 'hang' | 'expired_cursor' };

export interface FaultSchedule {
  /** Lets this many requests pass first. */
  readonly after: number;
  /** Strikes this often; `Infinity`: until healed. */
  readonly times: number;
}

/** A vendor's double with data in it, seeded alike at every start. All its records are older than a day. */
export interface Vendor {
  /** Configuration for this double, as a user would write it. */
  readonly config: unknown;
  /** The credentials within `config`, as written there and as sent. */
  readonly secrets: readonly string[];
  /** The vendor's time and the connector's. With `autoAdvance`, so that retries do not wait. */
  readonly clock: ManualClock;
  /**
   * What the tables must hold now, by table name: JSON texts of the records in the shape in which the connector hands
   * them over. The connector's records may have more keys; volatile fields are not compared.
   */
  truth(): Readonly<Record<string, readonly string[]>>;
  /** Makes a change; called for the kinds that the driver does not declare absent. */
  change(kind: VendorChange, at: Instant): void | Promise<void>;
  inject(fault: VendorFault, schedule: FaultSchedule): void;
  /** Ends all faults. */
  heal(): void;
  /** Requests that arrived so far. */
  requests(): number;
  close(): Promise<void>;
}

/** What the suite must know about a connector to put it to the test. */
export interface ConnectorDriver {
  readonly connector: Connector;
  start(): Promise<Vendor>;
  /** Changes that this vendor cannot make or never tells of, with the reason. */
  readonly absentChanges?: Partial<Readonly<Record<VendorChange, string>>>;
  /** How long after its date this vendor may show or change a record, in milliseconds; default half of the look-back. */
  readonly lateBy?: Duration;
  /** Refusals that are an answer: this status, in this stream, means that there is nothing. With the reason. */
  readonly toleratedRefusals?: readonly {
    readonly stream: string;
    readonly status: number;
    readonly reason: string;
  }[];
  /** Makes the transport that the connector is given; default: the platform's `fetch`. */
  createTransport?(): HttpTransport;
  /** The most requests that a run without news may cost, all streams together. */
  readonly idleRequests?: number;
  /** How long to wait for a read to end after an abort, in real milliseconds; default 5,000. */
  readonly abortPatience?: Duration;
}
