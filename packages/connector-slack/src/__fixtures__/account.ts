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
import type { SlackConfigInput } from '../config/config.js';
import { createSlackEmulator, type SlackEmulator, type SlackEmulatorOptions } from '../emulator/index.js';
import { slack } from '../slack.js';
import * as directoryTables from '../tables/directory-tables.js';
import * as messageTables from '../tables/message-tables.js';

/** The moment every test begins. */
export const NOW = Date.parse('2026-03-01T12:00:00.000Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const TABLES = [...Object.values(directoryTables), ...Object.values(messageTables)];

/** What one run came to. */
export interface Run {
  readonly receipts: readonly StreamReceipt[];
  /** Of the only stream, or the one named. */
  readonly receipt: (stream?: string) => StreamReceipt;
  /** The methods that were asked, in order. */
  readonly asked: readonly string[];
  readonly events: readonly SourceEvent[];
}

export interface RunOptions {
  readonly config?: Partial<SlackConfigInput>;
  /** Stop after this many requests, as a kill would. */
  readonly killAfter?: number;
  readonly since?: number;
  readonly until?: number;
  /** Streams read at a time; default 1. */
  readonly concurrency?: number;
  /** Makes the source; for defective ones. */
  readonly source?: (config: SlackConfigInput, dependencies: Partial<SourceDependencies>) => Source;
}

/** An emulated Slack, a destination, and runs from the one into the other. */
export interface Account {
  readonly clock: ManualClock;
  readonly emulator: SlackEmulator;
  readonly config: SlackConfigInput;
  readonly dependencies: SourceDependencies;
  source(config?: Partial<SlackConfigInput>): Source;
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

export async function startAccount(options: SlackEmulatorOptions = {}): Promise<Account> {
  const account = await openAccount(options);
  onTestFinished(() => account.emulator.close());
  return account;
}

/** @returns an account that the caller closes. */
export async function openAccount(options: SlackEmulatorOptions = {}): Promise<Account> {
  const clock = createManualClock(NOW, { autoAdvance: true });
  const emulator = await createSlackEmulator({
    empty: true,
    clock,
    limits: 'none',
    ...options,
  });
  const destination = createMemoryDestination();
  const dependencies = createSourceDependencies({ clock, localStore: new MemoryLocalStore() });
  const config: SlackConfigInput = {
    api_token: emulator.token,
    api_endpoint: emulator.apiEndpoint,
    start_date: '2025-01-01',
    requests_per_minute: { tier_2: 6_000_000, tier_3: 6_000_000, tier_4: 6_000_000 },
  };
  const rowsOf = (table: string, isDeleted: boolean): Map<string, Row> =>
    new Map(
      readMemoryTable(destination, 'default', 'slack', table)
        .filter((row) => (row._etl_deleted_at !== null) === isDeleted)
        .map((row) => [keyOf(table, row), toRow(row)]),
    );
  const open = (changes: Partial<SlackConfigInput> = {}): Source =>
    slack({ ...config, ...changes }, dependencies);
  return {
    clock,
    emulator,
    config,
    dependencies,
    source: open,
    rows: (table) => rowsOf(table, false),
    deletedRows: (table) => rowsOf(table, true),
    run: async (streams, runOptions = {}) => {
      const { config: changes, source: make = slack, killAfter, since, until, concurrency = 1 } = runOptions;
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
            name: 'slack',
            schema: 'slack',
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
        concurrency,
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
      const asked = emulator.requests.slice(before).map(({ path }) => path.replace('/api/', ''));
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

function keyOf(table: string, row: Readonly<Record<string, unknown>>): string {
  const { primaryKey } = TABLES.find(({ name }) => name === table)!;
  return primaryKey.map((column) => String(row[column])).join(' ');
}

function toRow(row: Readonly<Record<string, unknown>>): Row {
  return {
    ...row,
    record: parseJson(String(row._etl_record)) as JsonObject,
    evidence: row._etl_deletion_evidence as string | null,
  };
}
