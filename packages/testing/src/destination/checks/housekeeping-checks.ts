import { readdir } from 'node:fs/promises';
import type { CommitReceipt, StreamReceipt } from '@etl/core';
import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { canonicalJson, parseExactJson } from '../../json/exact-json.js';
import { parsePreciseInstant } from '../../json/precise-instant.js';
import { createDestinationDependencies } from '../../tools/destination-dependencies.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf, people, PEOPLE } from '../sample-tables.js';
import { liveValues, rowWhere, textOf } from '../stored-row.js';

/** How the `number`th run of a stream ended, a second after the one before. */
function outcomeOf({ committedAt, tables }: CommitReceipt, stream: string, number: number): StreamReceipt {
  const endedAt = committedAt + number * 1000;
  const times = { startedAt: committedAt, endedAt };
  const counts = { commits: 1, requests: 1, tables };
  return { source: 'vendor', stream, runId: `run-${number}`, outcome: 'proved', ...times, ...counts };
}

function canonical(value: unknown): string {
  return canonicalJson(parseExactJson(JSON.stringify(value)));
}

export const housekeepingChecks = [
  destinationCheck(
    'describes_itself',
    'a plug-in that cannot be found, planned with or configured',
    async (bench) => {
      const { plugin } = bench.driver;
      requireEqual(plugin.specificationVersion, 'v1', 'Specification version');
      requireThat(/^[a-z][a-z0-9-]*$/.test(plugin.name), () => `The name ${plugin.name} is not lower-case.`);
      const destination = plugin.create(
        plugin.configSchema.parse(bench.config),
        createDestinationDependencies(),
      );
      const { dialect, maxIdentifierLength, preferredCommitRecords } = destination.capabilities;
      requireThat(dialect.length > 0, () => 'The dialect has no name.');
      requireThat(
        maxIdentifierLength > 30,
        () => `Identifiers of ${maxIdentifierLength} characters hold no table name.`,
      );
      requireThat(
        preferredCommitRecords > 0,
        () => `A commit of ${preferredCommitRecords} records is never due.`,
      );
      const { columnTypes, metadataColumns } = destination.capabilities;
      const unnamed = Object.entries(columnTypes).filter(([, native]) => native.length === 0);
      requireEqual(unnamed, [], 'Field types without a native type');
      const unexplained = metadataColumns.filter(({ description }) => description.length === 0);
      requireEqual(unexplained, [], 'Metadata columns without a description');
    },
  ),
  destinationCheck(
    'rows_carry_their_origin',
    'rows that cannot be traced to run, commit and time',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE], { runId: 'run-of-origin' });
      const receipt = await writer.deliver(batchOf(PEOPLE, people(0, 1)));
      const row = rowWhere(await bench.rows('people'), 'id', 'p0');
      requireEqual(row._etl_run_id, 'run-of-origin', '_etl_run_id');
      requireEqual(Number(row._etl_commit), receipt.commit, '_etl_commit');
      requireThat(textOf(row, '_etl_hash').length > 0, () => '_etl_hash is empty.');
      const synced = parsePreciseInstant(textOf(row, '_etl_synced_at'))?.seconds;
      requireEqual(synced, Math.floor(bench.clock.now() / 1000), '_etl_synced_at in seconds');
      requireEqual(Math.floor(receipt.committedAt / 1000), synced, 'committedAt of the receipt in seconds');
      requireEqual(row._etl_deleted_at, null, '_etl_deleted_at');
      const { metadataColumns } = bench.destination().capabilities;
      const expected = metadataColumns.filter(({ onlyWithVersion }) => onlyWithVersion !== true);
      const missing = expected.map(({ name }) => name.toLowerCase()).filter((name) => !(name in row));
      requireEqual(missing, [], 'Metadata columns that are described but not there');
    },
  ),
  destinationCheck('commits_rise', 'readers that follow changes by commit and miss some', async (bench) => {
    const writer = await bench.openWriter([PEOPLE]);
    const first = await writer.deliver(batchOf(PEOPLE, people(0, 2)));
    await bench.disconnect();
    const next = await bench.openWriter([PEOPLE]);
    const second = await next.deliver(batchOf(PEOPLE, [{ id: 'p0', name: 'Changed' }]));
    requireThat(
      second.commit > first.commit,
      () => `Commit ${second.commit} follows commit ${first.commit}.`,
    );
    const rows = await bench.rows('people');
    requireEqual(
      Number(rowWhere(rows, 'id', 'p0')._etl_commit),
      second.commit,
      '_etl_commit of the changed row',
    );
    requireEqual(
      Number(rowWhere(rows, 'id', 'p1')._etl_commit),
      first.commit,
      '_etl_commit of the other row',
    );
  }),
  destinationCheck('rows_outlive_the_session', 'data that was never written down', async (bench) => {
    const writer = await bench.openWriter([PEOPLE]);
    await writer.deliver(batchOf(PEOPLE, people(0, 3)));
    await bench.disconnect();
    requireEqual(
      liveValues(await bench.rows('people'), 'id'),
      ['p0', 'p1', 'p2'],
      'Rows after connecting anew',
    );
  }),
  destinationCheck('schemas_are_apart', 'two sources with like-named tables that mix', async (bench) => {
    const first = await bench.openWriter([PEOPLE], { schema: 'first' });
    await first.stage(batchOf(PEOPLE, people(0, 2)));
    await first.inner.commit([]);
    await first.close();
    const second = await bench.openWriter([PEOPLE], {
      schema: 'second',
      stream: { source: 'other', stream: 'people' },
    });
    await second.stage(batchOf(PEOPLE, people(5, 6)));
    await second.inner.commit([]);
    requireEqual(
      liveValues(await bench.rows('people', 'first'), 'id'),
      ['p0', 'p1'],
      'Rows of the first schema',
    );
    requireEqual(liveValues(await bench.rows('people', 'second'), 'id'), ['p5'], 'Rows of the second schema');
  }),
  destinationCheck('stage_files_are_removed', 'temporary files that fill the disk', async (bench) => {
    const writer = await bench.openWriter([PEOPLE]);
    await writer.deliver(batchOf(PEOPLE, people(0, 3)));
    await writer.stage(batchOf(PEOPLE, people(3, 6)));
    await bench.disconnect();
    requireEqual(await readdir(bench.temporaryDirectory), [], 'Files left in the temporary directory');
    requireEqual(
      liveValues(await bench.rows('people'), 'id'),
      ['p0', 'p1', 'p2'],
      'Rows: what was not committed is gone',
    );
  }),
  destinationCheck('outcomes_are_recorded', 'runs that nobody can look up', async (bench) => {
    const writer = await bench.openWriter([PEOPLE]);
    const receipt = await writer.deliver(batchOf(PEOPLE, people(0, 1)));
    const session = await bench.session();
    for (const number of [1, 2, 3]) await session.recordOutcome(outcomeOf(receipt, 'everything', number));
    const other = outcomeOf(receipt, 'other', 4);
    await session.recordOutcome(other);
    await bench.disconnect();
    const outcomes = await (await bench.session()).readOutcomes(2);
    const runs = outcomes.map(({ stream, runId }) => `${stream} ${runId}`);
    requireEqual(
      runs.filter((run) => run.startsWith('every')),
      ['everything run-3', 'everything run-2'],
      'Newest outcomes',
    );
    const stored = outcomes.find(({ stream }) => stream === 'other');
    requireThat(stored !== undefined, () => 'The outcome of the other stream is gone.');
    requireEqual(canonical(stored), canonical(other), 'Outcome as stored');
  }),
];
