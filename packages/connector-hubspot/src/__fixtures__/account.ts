import { MemoryLocalStore } from '@etl/connector-kit';
import {
  Redactor,
  type Clock,
  type JsonObject,
  type Source,
  type SourceDependencies,
  type SourceEvent,
  type StreamReceipt,
} from '@etl/core';
import { parseJson } from '@etl/core/json';
import { PipelineOrchestrator } from '@etl/core/pipeline';
import {
  createDestinationDependencies,
  createManualClock,
  createMemoryDestination,
  createSourceDependencies,
  readMemoryTable,
  type ManualClock,
} from '@etl/testing';
import { onTestFinished } from 'vitest';
import type { HubspotConfigInput } from '../config/config.js';
import {
  createHubspotEmulator,
  NO_SEARCH_FAULTS,
  type HubspotEmulator,
  type HubspotEmulatorOptions,
} from '../emulator/index.js';
import { hubspot } from '../hubspot.js';

/** The moment every test begins. */
export const NOW = Date.parse('2026-03-01T12:00:00.000Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What one run came to. */
export interface Run {
  readonly receipts: readonly StreamReceipt[];
  /** Of the only stream, or the one named. */
  readonly receipt: (stream?: string) => StreamReceipt;
  /** What was asked for, in order, `POST /crm/…`; without the questions for properties and schemas. */
  readonly asked: readonly string[];
  readonly events: readonly SourceEvent[];
}

export interface RunOptions {
  readonly config?: Partial<HubspotConfigInput>;
  /** Stop after this many requests, as a kill would. */
  readonly killAfter?: number;
  readonly since?: number;
  readonly until?: number;
  /** Makes the source; for defective ones. */
  readonly source?: (config: HubspotConfigInput, dependencies: Partial<SourceDependencies>) => Source;
}

/** An emulated HubSpot, a destination, and runs from the one into the other. */
export interface Account {
  readonly clock: ManualClock;
  readonly emulator: HubspotEmulator;
  readonly config: HubspotConfigInput;
  readonly dependencies: SourceDependencies;
  source(config?: Partial<HubspotConfigInput>): Source;
  run(streams: readonly string[], options?: RunOptions): Promise<Run>;
  /** Rows by the text of their key, those marked deleted left out. */
  rows(table: string): Map<string, Row>;
  deletedRows(table: string): Map<string, Row>;
}

export interface Row {
  readonly [column: string]: unknown;
  readonly record: JsonObject;
  readonly evidence: string | null;
}

const DEFINITIONS = /\/properties\/|\/schemas/;

export async function startAccount(options: HubspotEmulatorOptions = {}): Promise<Account> {
  const account = await openAccount(options);
  onTestFinished(() => account.emulator.close());
  return account;
}

/** @returns an account that the caller closes. */
export async function openAccount(options: HubspotEmulatorOptions = {}): Promise<Account> {
  const clock = createManualClock(NOW, { autoAdvance: true });
  const emulator = await createHubspotEmulator({
    empty: true,
    clock,
    limits: 'none',
    searchFaults: NO_SEARCH_FAULTS,
    ...options,
  });
  const destination = createMemoryDestination();
  const dependencies = createSourceDependencies({ clock, localStore: new MemoryLocalStore() });
  const config: HubspotConfigInput = {
    access_token: emulator.token,
    api_endpoint: emulator.url,
    associations: {},
    requests_per_ten_seconds: 1_000_000,
    search_requests_per_second: 100_000,
  };
  const rowsOf = (table: string, isDeleted: boolean): Map<string, Row> =>
    new Map(
      readMemoryTable(destination, 'default', 'hubspot', table)
        .filter((row) => (row._etl_deleted_at !== null) === isDeleted)
        .map((row) => [keyOf(row), toRow(row)]),
    );
  const open = (changes: Partial<HubspotConfigInput> = {}): Source =>
    hubspot({ ...config, ...changes }, dependencies);
  return {
    clock,
    emulator,
    config,
    dependencies,
    source: open,
    rows: (table) => rowsOf(table, false),
    deletedRows: (table) => rowsOf(table, true),
    run: async (streams, runOptions = {}) => {
      const { config: changes, source: make = hubspot, killAfter, since, until } = runOptions;
      const before = emulator.requests.length;
      const stop = new AbortController();
      const session = await destination
        .create({ location: 'default' }, createDestinationDependencies({ clock }))
        .connect(stop.signal);
      const events: SourceEvent[] = [];
      const report = await new PipelineOrchestrator({
        runId: `run-${emulator.requests.length}`,
        sources: [
          {
            name: 'hubspot',
            schema: 'hubspot',
            source: make({ ...config, ...changes }, dependencies),
            selection: { streams },
            acceptedMissingScopes: [],
            transformers: [],
          },
        ],
        models: [],
        schemas: {},
        session,
        capabilities: destination.create({ location: 'default' }, createDestinationDependencies({ clock }))
          .capabilities,
        concurrency: 1,
        deletionBrake: { share: 0.5, rows: 100 },
        range: {
          ...(since === undefined ? {} : { since }),
          ...(until === undefined ? {} : { until }),
        },
        clock: withoutSleep(clock),
        redactor: new Redactor(),
        listeners: [
          (event) => {
            if (event.type !== 'source_event') return;
            events.push(event.event);
            const requests = events.filter(({ type }) => type === 'request').length;
            if (requests === killAfter) stop.abort(new Error('killed'));
          },
        ],
      }).run(stop.signal);
      const asked = emulator.requests
        .slice(before)
        .map(({ method, path }) => `${method} ${path}`)
        .filter((line) => !DEFINITIONS.test(line));
      return { receipts: report.receipts, asked, events, receipt: findReceipt(report.receipts) };
    },
  };
}

function findReceipt(receipts: readonly StreamReceipt[]) {
  return (name?: string): StreamReceipt =>
    receipts.find(({ stream }) => name === undefined || stream === name)!;
}

/** Leases and commits by age have no part in these tests, and time must not fly because they wait. */
function withoutSleep(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    sleep: (_duration, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      }),
  };
}

function keyOf(row: Readonly<Record<string, unknown>>): string {
  return String(row.id ?? row._etl_record);
}

function toRow(row: Readonly<Record<string, unknown>>): Row {
  return {
    ...row,
    record: parseJson(String(row._etl_record)) as JsonObject,
    evidence: row._etl_deletion_evidence as string | null,
  };
}
