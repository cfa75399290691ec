import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Destination,
  DestinationDependencies,
  Lease,
  Session,
  StreamKey,
  StreamState,
  Table,
} from '@etl/core';
import { createDestinationDependencies } from '../tools/destination-dependencies.js';
import { createManualClock, type ManualClock } from '../tools/manual-clock.js';
import { TEST_START } from '../tools/source-dependencies.js';
import { BenchWriter } from './bench-writer.js';
import type { DestinationDriver, StoredReject, StoredRow } from './destination-driver.js';

export const SCHEMA = 'conformance';
export const STREAM: StreamKey = { source: 'vendor', stream: 'everything' };

interface OpenWriterOptions {
  readonly session: Session;
  readonly stream: StreamKey;
  readonly schema: string;
  readonly runId: string;
  readonly lease: Lease;
  readonly deletionBrake: { readonly share: number; readonly rows: number };
}

/** A destination on a fresh location, and all that a check does with it. */
export class DestinationBench {
  readonly driver: DestinationDriver;
  readonly config: unknown;
  readonly clock: ManualClock;
  readonly temporaryDirectory: string;
  readonly #dependencies: DestinationDependencies;
  readonly #sessions = new Set<Session>();
  readonly #writers: BenchWriter[] = [];
  #session: Session | undefined;
  #runs = 0;

  private constructor(driver: DestinationDriver, config: unknown, temporaryDirectory: string) {
    this.driver = driver;
    this.config = config;
    this.clock = createManualClock(TEST_START);
    this.temporaryDirectory = temporaryDirectory;
    this.#dependencies = createDestinationDependencies({ clock: this.clock, temporaryDirectory });
  }

  static async open(driver: DestinationDriver): Promise<DestinationBench> {
    const directory = await mkdtemp(join(tmpdir(), 'etl-conformance-'));
    return new DestinationBench(driver, await driver.createConfig(), directory);
  }

  /** The session that checks read through; opened when first asked for. */
  async session(): Promise<Session> {
    this.#session ??= await this.connect();
    return this.#session;
  }

  /** Another session on the same location, as a second process would open it. */
  async connect(): Promise<Session> {
    const session = await this.destination().connect(new AbortController().signal);
    this.#sessions.add(session);
    return session;
  }

  /** The destination, as a new process would make it. */
  destination(): Destination {
    const { plugin } = this.driver;
    return plugin.create(plugin.configSchema.parse(this.config), this.#dependencies);
  }

  /** Closes everything, as the end of a run does; the next call connects anew. */
  async disconnect(): Promise<void> {
    for (const writer of this.#writers.splice(0)) await writer.close();
    for (const session of this.#sessions) await session.close();
    this.#sessions.clear();
    this.#session = undefined;
  }

  /** Takes a lease and opens a writer on `tables`. */
  async openWriter(tables: readonly Table[], options: Partial<OpenWriterOptions> = {}): Promise<BenchWriter> {
    const session = options.session ?? (await this.session());
    this.#runs += 1;
    const { stream = STREAM, schema = SCHEMA, runId = `run-${this.#runs}` } = options;
    const lease = options.lease ?? (await session.acquireLease(stream, runId));
    const deletionBrake = options.deletionBrake ?? { share: 1, rows: 0 };
    const writerOptions = { stream, schema, tables, lease, runId, deletionBrake };
    const writer = new BenchWriter(this, writerOptions, await session.openWriter(writerOptions));
    this.#writers.push(writer);
    return writer;
  }

  async rows(table: string, schema = SCHEMA): Promise<readonly StoredRow[]> {
    return this.driver.readTable(await this.session(), schema, table);
  }

  async rejects(): Promise<readonly StoredReject[]> {
    return this.driver.readRejects(await this.session());
  }

  /** All that is said about why rows of a table are gone. */
  async evidence(table: string): Promise<string> {
    const told = await this.driver.readEvidence?.(await this.session(), table);
    return JSON.stringify([told ?? [], await this.rows(table)]);
  }

  async state(stream: StreamKey = STREAM): Promise<StreamState> {
    return (await this.session()).readState(stream);
  }

  async close(): Promise<void> {
    try {
      await this.disconnect();
    } finally {
      await this.driver.dropConfig?.(this.config);
      await rm(this.temporaryDirectory, { recursive: true, force: true });
    }
  }
}
