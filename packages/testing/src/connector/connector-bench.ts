import {
  Redactor,
  type Duration,
  type Source,
  type SourceEvent,
  type Stream,
  type StreamState,
} from '@etl/core';
import { requireThat } from '../check/conformance-check.js';
import { printFailure } from '../check/print-failure.js';
import { createFetchTransport } from '../tools/fetch-transport.js';
import { createRecordingLogger, type RecordingLogger } from '../tools/recording-logger.js';
import { createSourceDependencies } from '../tools/source-dependencies.js';
import { trackTransport, type TrackedTransport } from '../tools/tracked-transport.js';
import type { ConnectorDriver, Vendor } from './connector-driver.js';
import { readStream, type ReadOptions, type StreamReading } from './read-stream.js';

/** A source as a new process would make it, and what it leaves behind. */
export interface OpenedSource {
  readonly source: Source;
  readonly redactor: Redactor;
  readonly logger: RecordingLogger;
  readonly transport: TrackedTransport;
  readonly events: SourceEvent[];
}

export const A_DAY: Duration = 86_400_000;
const NO_STATE: StreamState = new Map();

/** A vendor that runs, and the connector under test beside it. */
export class ConnectorBench {
  readonly driver: ConnectorDriver;
  readonly vendor: Vendor;

  private constructor(driver: ConnectorDriver, vendor: Vendor) {
    this.driver = driver;
    this.vendor = vendor;
  }

  static async open(driver: ConnectorDriver): Promise<ConnectorBench> {
    return new ConnectorBench(driver, await driver.start());
  }

  close(): Promise<void> {
    return this.vendor.close();
  }

  openSource(config: unknown = this.vendor.config): OpenedSource {
    const { connector } = this.driver;
    const logger = createRecordingLogger();
    const transport = trackTransport(this.driver.createTransport?.() ?? createFetchTransport());
    const redactor = new Redactor();
    const dependencies = createSourceDependencies({
      clock: this.vendor.clock,
      logger,
      redactor,
      transport: transport.transport,
    });
    return {
      source: connector.create(connector.configSchema.parse(config), dependencies),
      redactor,
      logger,
      transport,
      events: [],
    };
  }

  /** The streams of a source that nobody has read from yet. */
  async streams(opened: OpenedSource = this.openSource()): Promise<readonly Stream[]> {
    return opened.source.streams(new AbortController().signal);
  }

  async streamNames(): Promise<readonly string[]> {
    return (await this.streams()).map((stream) => stream.name);
  }

  /** The stream of that name, of a source made for the purpose: nothing is remembered from an earlier read. */
  async stream(name: string, opened: OpenedSource = this.openSource()): Promise<Stream> {
    const stream = (await this.streams(opened)).find((candidate) => candidate.name === name);
    requireThat(stream !== undefined, () => `Stream ${name} was there before and is not any more.`);
    return stream;
  }

  /** Reads a stream to its end or to its error, as a new process would. */
  async read(name: string, options: Partial<ReadOptions> = {}): Promise<StreamReading> {
    const opened = this.openSource();
    const stream = await this.stream(name, opened);
    return this.readFrom(stream, { report: (event) => opened.events.push(event), ...options });
  }

  async readFrom(stream: Stream, options: Partial<ReadOptions> = {}): Promise<StreamReading> {
    return readStream(stream, { state: NO_STATE, startedAt: this.vendor.clock.now(), ...options });
  }

  /** Reads a stream that must not fail. */
  async readWhole(name: string, options: Partial<ReadOptions> = {}): Promise<StreamReading> {
    const reading = await this.read(name, options);
    requireThat(reading.error === undefined, () => `Stream ${name} failed: ${printFailure(reading.error)}`);
    return reading;
  }

  /** How many requests an undisturbed first read of the stream takes. */
  async requestsOf(name: string): Promise<number> {
    const stream = await this.stream(name);
    const before = this.vendor.requests();
    await this.readFrom(stream);
    return this.vendor.requests() - before;
  }
}
