import {
  FatalError,
  LeaseHeldError,
  LeaseLostError,
  type DestinationDependencies,
  type Duration,
  type Lease,
  type QueryRow,
  type Session,
  type StreamKey,
  type StreamReceipt,
  type StreamState,
  type Writer,
  type WriterOptions,
} from '@etl/core';
import { streamName, tableName, type MemoryStore } from './memory-store.js';
import { MemoryWriter } from './memory-writer.js';

const LEASE_TIME: Duration = 60_000;

/** An open in-memory destination. */
export class MemorySession implements Session {
  readonly #store: MemoryStore;
  readonly #dependencies: DestinationDependencies;

  constructor(store: MemoryStore, dependencies: DestinationDependencies) {
    this.#store = store;
    this.#dependencies = dependencies;
  }

  async readState(stream: StreamKey): Promise<StreamState> {
    return this.#store.states.get(streamName(stream)) ?? new Map();
  }

  async acquireLease(stream: StreamKey, runId: string): Promise<Lease> {
    const name = streamName(stream);
    const held = this.#store.leases.get(name);
    if (held?.runId !== undefined && held.expiresAt > this.#dependencies.clock.now()) {
      throw new LeaseHeldError({
        message: `Stream ${stream.source}/${stream.stream} is being written by run ${held.runId}.`,
        remedy: 'Wait until that run has ended, or stop it.',
      });
    }
    const epoch = (held?.epoch ?? 0) + 1;
    this.#extend(name, epoch, runId);
    return {
      stream,
      epoch,
      renewEvery: LEASE_TIME / 3,
      renew: async () => {
        this.#requireEpoch(stream, epoch);
        this.#extend(name, epoch, runId);
      },
      release: async () => {
        if (this.#store.leases.get(name)?.epoch !== epoch) return;
        this.#store.leases.set(name, { epoch, runId: undefined, expiresAt: 0 });
      },
    };
  }

  async openWriter(options: WriterOptions): Promise<Writer> {
    for (const table of options.tables) {
      const name = tableName(options.schema, table.name);
      this.#store.tables.set(name, { table, rows: this.#store.tables.get(name)?.rows ?? new Map() });
    }
    return new MemoryWriter(this.#store, options, this.#dependencies.clock);
  }

  async resetState(stream: StreamKey, partition?: string): Promise<void> {
    const state = new Map(await this.readState(stream));
    if (partition === undefined) state.clear();
    else state.delete(partition);
    this.#store.states.set(streamName(stream), state);
  }

  async query(): Promise<readonly QueryRow[]> {
    throw withoutSql();
  }

  async transaction(): Promise<never> {
    throw withoutSql();
  }

  async recordOutcome(receipt: StreamReceipt): Promise<void> {
    this.#store.outcomes.push(receipt);
  }

  async readOutcomes(perStream: number): Promise<readonly StreamReceipt[]> {
    const counts = new Map<string, number>();
    return this.#store.outcomes.toReversed().filter((receipt) => {
      const count = (counts.get(streamName(receipt)) ?? 0) + 1;
      counts.set(streamName(receipt), count);
      return count <= perStream;
    });
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  #extend(name: string, epoch: number, runId: string): void {
    this.#store.leases.set(name, { epoch, runId, expiresAt: this.#dependencies.clock.now() + LEASE_TIME });
  }

  #requireEpoch(stream: StreamKey, epoch: number): void {
    if (this.#store.leases.get(streamName(stream))?.epoch === epoch) return;
    throw new LeaseLostError({
      message: `The lease of stream ${stream.source}/${stream.stream} was taken over.`,
    });
  }
}

function withoutSql(): FatalError {
  return new FatalError({
    code: 'sql_unsupported',
    message: 'The in-memory destination has no SQL.',
    remedy: 'Read its rows with store(location).',
  });
}
