import { setTimeout } from 'node:timers/promises';
import type { Checkpoint, DestinationPlugin, Duration, Instant, StreamKey, Table } from '@etl/core';
import { createDestinationDependencies } from '../tools/destination-dependencies.js';
import { createManualClock } from '../tools/manual-clock.js';

/** What the doomed process does. Plain JSON, so that it can be handed over in an argument. */
export interface CrashProgram {
  readonly stream: StreamKey;
  readonly schema: string;
  readonly table: Table;
  readonly runId: string;
  readonly now: Instant;
  readonly temporaryDirectory: string;
  /** One commit each: record texts and what they cover. */
  readonly commits: readonly {
    readonly records: readonly string[];
    readonly checkpoints: readonly Checkpoint[];
  }[];
  /** How long after the first commit began the process kills itself. */
  readonly killAfter: Duration;
}

/** Writes the program's commits and, somewhere on the way, dies without a word. Call it in a process of its own. */
export async function runCrashProgram(
  plugin: DestinationPlugin,
  config: unknown,
  program: CrashProgram,
): Promise<void> {
  const { stream, schema, table, runId, now, temporaryDirectory } = program;
  const dependencies = createDestinationDependencies({ clock: createManualClock(now), temporaryDirectory });
  const destination = plugin.create(plugin.configSchema.parse(config), dependencies);
  const session = await destination.connect(new AbortController().signal);
  const lease = await session.acquireLease(stream, runId);
  const deletionBrake = { share: 1, rows: 0 };
  const writer = await session.openWriter({ stream, schema, tables: [table], lease, runId, deletionBrake });
  void setTimeout(program.killAfter).then(() => process.kill(process.pid, 'SIGKILL'));
  for (const { records, checkpoints } of program.commits) {
    const texts = records.map((text) => ({ text }));
    await writer.stage({ kind: 'batch', table: table.name, records: texts, fetched: texts.length });
    await writer.commit(checkpoints);
  }
  process.kill(process.pid, 'SIGKILL');
}
