import type { Batch } from '@etl/core';
import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { printFailure } from '../../check/print-failure.js';
import { Replay } from '../replay.js';
import { requireTable, requireTruth } from '../compare-truth.js';
import { connectorCheck, streamCheck } from '../connector-check.js';
import { turnEventLoop } from '../settle.js';

function requireCounts(batch: Batch, place: string): void {
  const filtered = Object.values(batch.filtered ?? {}).reduce((sum, count) => sum + count, 0);
  const { fetched, records } = batch;
  requireThat(
    fetched === records.length + filtered,
    () => `${place}: ${fetched} items fetched, but ${records.length} records and ${filtered} filtered.`,
  );
}

function requireInstant(value: number, what: string): void {
  requireThat(Number.isSafeInteger(value), () => `${what} is ${value}, which is no instant.`);
}

export const readingChecks = [
  streamCheck(
    'everything_arrives',
    'records lost, invented or changed; a last page, a table or a tie left out',
    async (bench, name) => {
      const replay = new Replay(bench.vendor.clock);
      const { stream, batches } = await bench.readWhole(name);
      await replay.apply(stream, batches);
      requireTruth(stream, replay, bench.vendor, `After reading stream ${name}`);
    },
  ),
  streamCheck(
    'every_item_is_counted',
    'records dropped between the response and the batch',
    async (bench, name) => {
      const { batches, stream } = await bench.readWhole(name);
      const tables = stream.tables.map((table) => table.name);
      for (const [index, batch] of batches.entries()) {
        const place = `Stream ${name}, batch ${index + 1}`;
        requireThat(
          tables.includes(batch.table),
          () => `${place} is for table ${batch.table}, which the stream does not declare.`,
        );
        requireCounts(batch, place);
      }
    },
  ),
  streamCheck(
    'checkpoints_are_plain',
    'state that does not survive being written down, or that claims the future',
    async (bench, name) => {
      const startedAt = bench.vendor.clock.now();
      const { batches } = await bench.readWhole(name, { startedAt });
      const checkpoints = batches.flatMap((batch) => batch.checkpoints ?? []);
      requireThat(
        checkpoints.length > 0,
        () => `Stream ${name} yields no checkpoint: every run starts anew.`,
      );
      requireEqual(
        JSON.parse(JSON.stringify(checkpoints)),
        checkpoints,
        `Checkpoints of stream ${name} after being written as JSON`,
      );
      for (const checkpoint of checkpoints) {
        if (checkpoint.kind !== 'covered') continue;
        const { from, to, readAt, lookBack } = checkpoint;
        for (const [what, value] of Object.entries({ from, to, readAt, lookBack }))
          requireInstant(value, `Stream ${name}: ${what}`);
        requireThat(from < to, () => `Stream ${name} covers nothing: from ${from} to ${to}.`);
        requireThat(to <= startedAt, () => `Stream ${name} covers ${to - startedAt} ms after the run began.`);
        requireThat(
          readAt <= bench.vendor.clock.now(),
          () => `Stream ${name}: readAt ${readAt} lies in the future.`,
        );
      }
    },
  ),
  streamCheck(
    'plan_asks_nothing',
    'a plan that costs requests or that promises nothing',
    async (bench, name) => {
      const opened = bench.openSource();
      const stream = await bench.stream(name, opened);
      const before = opened.transport.started;
      const planned = stream.plan({ state: new Map(), startedAt: bench.vendor.clock.now() });
      await turnEventLoop();
      requireEqual(opened.transport.started, before, 'Exchanges begun after planning');
      requireThat(planned.length > 0, () => `Stream ${name} has never been read and plans nothing.`);
      const empty = planned.filter(({ from, to }) => from !== undefined && to !== undefined && from >= to);
      requireEqual(empty, [], `Empty reads in the plan of stream ${name}`);
    },
  ),
  streamCheck(
    'wanted_tables_only',
    'requests and batches for tables that nobody selected',
    async (bench, name) => {
      const whole = await bench.requestsOf(name);
      const { tables } = await bench.stream(name);
      for (const table of tables) {
        const before = bench.vendor.requests();
        const stream = await bench.stream(name);
        const opening = bench.vendor.requests() - before;
        const { batches, error } = await bench.readFrom(stream, { tables: new Set([table.name]) });
        requireThat(
          error === undefined,
          () => `Stream ${name}, reading only ${table.name}, failed: ${printFailure(error)}`,
        );
        const others = batches.filter((batch) => batch.table !== table.name).map((batch) => batch.table);
        requireEqual(others, [], `Batches of tables that were not wanted beside ${table.name}`);
        const replay = new Replay(bench.vendor.clock);
        await replay.apply(stream, batches);
        requireTable(
          table,
          replay.live(table.name),
          bench.vendor.truth()[table.name] ?? [],
          `After reading only ${table.name}`,
        );
        const cost = bench.vendor.requests() - before - opening;
        requireThat(
          cost <= whole,
          () => `Stream ${name}: ${table.name} alone costs ${cost} requests, all tables ${whole}.`,
        );
      }
    },
  ),
  streamCheck('requests_are_told', 'API cost that no receipt shows', async (bench, name) => {
    const stream = await bench.stream(name);
    const before = bench.vendor.requests();
    let told = 0;
    await bench.readFrom(stream, { report: (event) => void (told += event.type === 'request' ? 1 : 0) });
    requireEqual(told, bench.vendor.requests() - before, `Requests that stream ${name} told of`);
  }),
  connectorCheck(
    'streams_are_read_together',
    'streams that share what they must not share',
    async (bench) => {
      const streams = await bench.streams();
      const readings = await Promise.all(streams.map((stream) => bench.readFrom(stream)));
      for (const { stream, batches, error } of readings) {
        requireThat(
          error === undefined,
          () => `Stream ${stream.name}, read beside the others, failed: ${printFailure(error)}`,
        );
        const replay = new Replay(bench.vendor.clock);
        await replay.apply(stream, batches);
        requireTruth(
          stream,
          replay,
          bench.vendor,
          `After reading all streams at once, stream ${stream.name}`,
        );
      }
    },
  ),
];
