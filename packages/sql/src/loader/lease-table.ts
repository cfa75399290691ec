import {
  LeaseHeldError,
  LeaseLostError,
  parseInstant,
  type Clock,
  type Lease,
  type StreamKey,
} from '@etl/core';
import type { SqlConnection, SqlDatabase } from '../connection.js';
import { quoteText } from '../quote.js';
import { currentProcess, isGone, type ProcessOwner } from './process-owner.js';
import { isOfStream } from './state-store.js';
import { SYSTEM_SCHEMA } from './system-tables.js';
import { textOf } from './text-of.js';

const LEASE_TIME = 120_000;
const RENEW_EVERY = 30_000;
const LEASES = `${SYSTEM_SCHEMA}.leases`;

interface LeaseRow {
  readonly epoch: number;
  readonly runId: string;
  readonly owner: ProcessOwner;
  readonly acquiredAt: string;
  /** Absent when it was released. */
  readonly expiresAt: string | undefined;
}

/** Gives out the right to write a stream. */
export class LeaseTable {
  readonly #database: SqlDatabase;
  readonly #clock: Clock;

  constructor(database: SqlDatabase, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** @throws LeaseHeldError while another run holds it and its process may be alive. */
  acquire(stream: StreamKey, runId: string): Promise<Lease> {
    return this.#database.transaction(async (connection) => {
      const held = await this.#read(connection, stream);
      if (held !== undefined && !this.#isFree(held)) throw heldError(stream, held);
      const epoch = (held?.epoch ?? 0) + 1;
      await connection.run(this.#buildAcquisition(stream, runId, epoch, held !== undefined));
      return this.#buildLease(stream, epoch);
    });
  }

  #isFree(held: LeaseRow): boolean {
    if (held.expiresAt === undefined || isGone(held.owner)) return true;
    const expiresAt = parseInstant(held.expiresAt);
    // Invariant 7: an instant that cannot be read is no leave to write.
    if (expiresAt === undefined) throw new Error(`A lease ends at "${held.expiresAt}", which is no instant.`);
    return expiresAt <= this.#clock.now();
  }

  async #read(connection: SqlConnection, stream: StreamKey): Promise<LeaseRow | undefined> {
    const [row] = await connection.rows(`SELECT * FROM ${LEASES} WHERE ${isOfStream(stream)}`);
    if (row === undefined) return undefined;
    return {
      epoch: Number(row.epoch),
      runId: textOf(row, 'run_id'),
      owner: JSON.parse(textOf(row, 'owner')) as ProcessOwner,
      acquiredAt: textOf(row, 'acquired_at'),
      expiresAt: row.expires_at === null ? undefined : textOf(row, 'expires_at'),
    };
  }

  /** The fence changes too, so that a commit under the former lease conflicts with the take-over. */
  #buildAcquisition({ source, stream }: StreamKey, runId: string, epoch: number, exists: boolean): string {
    const now = this.#clock.now();
    const { instant } = this.#database.dialect;
    const owner = quoteText(JSON.stringify(currentProcess()));
    const times = [instant(now), instant(now + LEASE_TIME)] as const;
    if (!exists) {
      const values = [quoteText(source), quoteText(stream), epoch, 0, quoteText(runId), owner, ...times];
      return `INSERT INTO ${LEASES} VALUES (${values.join(', ')})`;
    }
    return `UPDATE ${LEASES} SET epoch = ${epoch}, fence = fence + 1, run_id = ${quoteText(runId)}, owner = ${owner}, acquired_at = ${times[0]}, expires_at = ${times[1]} WHERE ${isOfStream({ source, stream })}`;
  }

  #buildLease(stream: StreamKey, epoch: number): Lease {
    const { instant } = this.#database.dialect;
    const set = (expiry: string): Promise<boolean> =>
      this.#database.transaction((connection) =>
        updateOwn(connection, stream, epoch, `expires_at = ${expiry}`),
      );
    return {
      stream,
      epoch,
      renewEvery: RENEW_EVERY,
      renew: async () => {
        if (!(await set(instant(this.#clock.now() + LEASE_TIME)))) throw lostError(stream);
      },
      release: async () => {
        await set('NULL');
      },
    };
  }
}

/**
 * The last statement of a commit.
 *
 * Invariant 7: of two writers of one stream at most one finds its epoch still there.
 *
 * @throws LeaseLostError when it is not.
 */
export async function raiseFence(connection: SqlConnection, { stream, epoch }: Lease): Promise<void> {
  if (!(await updateOwn(connection, stream, epoch, 'fence = fence + 1'))) throw lostError(stream);
}

async function updateOwn(
  connection: SqlConnection,
  stream: StreamKey,
  epoch: number,
  change: string,
): Promise<boolean> {
  const changed = await connection.update(
    `UPDATE ${LEASES} SET ${change} WHERE ${isOfStream(stream)} AND epoch = ${epoch}`,
  );
  return changed === 1;
}

function heldError(
  { source, stream }: StreamKey,
  { owner, runId, acquiredAt, expiresAt }: LeaseRow,
): LeaseHeldError {
  return new LeaseHeldError({
    message: `Stream ${source}.${stream} is being written by run ${runId}, process ${owner.pid} on ${owner.host}, since ${acquiredAt}.`,
    remedy: `Wait for it to end, or stop it; without a sign of life its lease ends at ${expiresAt ?? 'once'}.`,
  });
}

function lostError({ source, stream }: StreamKey): LeaseLostError {
  return new LeaseLostError({
    message: `Another run has taken over stream ${source}.${stream}; nothing of this commit was kept.`,
    remedy: 'This run was silent for longer than its lease. Let the other run finish.',
  });
}
