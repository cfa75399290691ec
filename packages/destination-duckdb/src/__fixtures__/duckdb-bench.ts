import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Batch,
  Destination,
  Field,
  FieldType,
  ReadOnlySession,
  Session,
  Table,
  Writer,
  WriterOptions,
} from '@etl/core';
import { createDestinationDependencies, createManualClock, TEST_START } from '@etl/testing';
import { configSchema } from '../config.js';
import { destination } from '../destination.js';

/** A fresh folder with one DuckDB file, and all that a test does with it. */
export class DuckDbBench {
  readonly directory: string;
  readonly path: string;
  readonly clock = createManualClock(TEST_START, { autoAdvance: true });

  private constructor(directory: string) {
    this.directory = directory;
    this.path = join(directory, 'data.duckdb');
  }

  static async open(): Promise<DuckDbBench> {
    return new DuckDbBench(await mkdtemp(join(tmpdir(), 'etl-duckdb-')));
  }

  connect(options: Readonly<Record<string, unknown>> = {}): Promise<Session> {
    return this.create(options).connect(new AbortController().signal);
  }

  look(options: Readonly<Record<string, unknown>> = {}): Promise<ReadOnlySession> {
    return this.create(options).connectReadOnly(new AbortController().signal);
  }

  create(options: Readonly<Record<string, unknown>> = {}): Destination {
    const config = configSchema.parse({ path: this.path, ...options });
    const { clock, directory: temporaryDirectory } = this;
    return destination.create(config, createDestinationDependencies({ clock, temporaryDirectory }));
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

export async function openWriter(
  session: Session,
  tables: readonly Table[],
  options: Partial<WriterOptions> = {},
): Promise<Writer> {
  const stream = options.stream ?? { source: 'vendor', stream: 'all' };
  const runId = options.runId ?? `run-${randomUUID()}`;
  const lease = options.lease ?? (await session.acquireLease(stream, runId));
  const deletionBrake = options.deletionBrake ?? { share: 1, rows: 0 };
  return session.openWriter({ schema: 'raw', tables, stream, runId, lease, deletionBrake });
}

export function field(name: string, type: FieldType, extra: Partial<Field> = {}): Field {
  return { name, path: [name], type, ...extra };
}

export function batchOf(table: Table, texts: readonly string[], extra: Partial<Batch> = {}): Batch {
  const records = texts.map((text) => ({ text }));
  return { kind: 'batch', table: table.name, records, fetched: records.length, ...extra };
}
