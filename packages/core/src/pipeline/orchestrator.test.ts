import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamItem } from '../contracts/batch.js';
import type { RunEvent } from '../contracts/events.js';
import type { Source } from '../contracts/source.js';
import type { ReadRequest, Stream } from '../contracts/stream.js';
import type { ModelTransformer, RecordTransformer } from '../contracts/transformer.js';
import {
  ConfigError,
  DeferredError,
  FatalError,
  LeaseLostError,
  MissingScopeError,
} from '../errors/errors.js';
import { Redactor } from '../redactor.js';
import { backfillPartition } from '../state/backfill-state.js';
import { ManualClock } from './__fixtures__/manual-clock.js';
import { MemorySession } from './__fixtures__/memory-session.js';
import { thingBatch, toyStream } from './__fixtures__/toy-stream.js';
import { PipelineOrchestrator, type OrchestratorOptions } from './orchestrator.js';
import { planRun } from './plan-run.js';
import type { SourceToRun } from './source-to-run.js';

let session: MemorySession;
let clock: ManualClock;
let events: RunEvent[];

beforeEach(() => {
  session = new MemorySession();
  clock = new ManualClock();
  events = [];
});

function sourceOf(streams: readonly Stream[]): Source {
  return { check: () => Promise.resolve({ account: 'toy' }), streams: () => Promise.resolve(streams) };
}

function toRun(streams: readonly Stream[], overrides: Partial<SourceToRun> = {}): SourceToRun {
  return {
    name: 'toy',
    schema: 'toy',
    source: sourceOf(streams),
    selection: {},
    acceptedMissingScopes: [],
    transformers: [],
    ...overrides,
  };
}

const COLUMN_TYPES = {
  string: 'text',
  integer: 'text',
  number: 'text',
  decimal: 'text',
  boolean: 'text',
  timestamp: 'text',
  date: 'text',
  json: 'text',
};

function orchestrate(sources: readonly SourceToRun[], overrides: Partial<OrchestratorOptions> = {}) {
  const options: OrchestratorOptions = {
    runId: 'run-1',
    sources,
    models: [],
    schemas: { toy: 'toy', asleep: 'RAW' },
    session,
    capabilities: {
      dialect: 'memory',
      maxIdentifierLength: 99,
      preferredCommitRecords: 10,
      concurrentCommits: true,
      columnTypes: COLUMN_TYPES,
      metadataColumns: [],
    },
    concurrency: 4,
    deletionBrake: { share: 0.2, rows: 10 },
    range: {},
    clock,
    redactor: new Redactor(),
    listeners: [(event) => events.push(event)],
    ...overrides,
  };
  return new PipelineOrchestrator(options);
}

async function runToEnd(sources: readonly SourceToRun[], overrides: Partial<OrchestratorOptions> = {}) {
  return orchestrate(sources, overrides).run(new AbortController().signal);
}

function yielding(...items: StreamItem[]): Stream {
  return toyStream(async function* () {
    for (const item of items) yield await Promise.resolve(item);
  });
}

function failingWith(error: unknown, name = 'broken_walk'): Stream {
  return toyStream(async function* () {
    yield await Promise.resolve(thingBatch(['1'], 'a'));
    throw error;
  }, name);
}

describe('a backfill', () => {
  const range = { from: 1_000, to: 5_000 };
  const own = backfillPartition(range, 'C1');
  const requests: ReadRequest[] = [];
  const covered = {
    kind: 'covered',
    partition: 'C1',
    from: 1_000,
    to: 5_000,
    readAt: 9,
    scope: 's',
    lookBack: 0,
  } as const;
  const watching = (failure?: Error): Stream =>
    toyStream(async function* (request) {
      requests.push(request);
      yield await Promise.resolve({ ...thingBatch(['1']), checkpoints: [covered] });
      yield thingBatch(['2']);
      if (failure !== undefined) throw failure;
    });

  beforeEach(() => {
    requests.length = 0;
    session.state.set('C1', { coverage: [], resume: 'of runs' });
    session.state.set(own, { coverage: [], resume: 'of the backfill' });
  });

  it('shows the stream its own progress and range, keeps the stream’s lease free, and is forgotten at its end', async () => {
    session.heldBy.set('things_walk', 'a run');
    const report = await runToEnd([toRun([watching()])], { backfill: range, range: { since: 7, limit: 1 } });
    expect(report.receipts).toMatchObject([{ stream: 'things_walk', outcome: 'proved', backfill: range }]);
    expect(requests).toMatchObject([{ since: 1_000, until: 5_000 }]);
    expect([...(requests[0]?.state ?? [])]).toEqual([['C1', { coverage: [], resume: 'of the backfill' }]]);
    expect(session.released).toEqual(['things_walk#backfill']);
    expect(session.commits[0]?.checkpoints).toEqual([covered, { ...covered, partition: own }]);
    expect(session.commits.flatMap(({ records }) => records)).toHaveLength(2);
    expect(session.resets).toEqual([own]);
  });

  it('that did not come to its end is not forgotten', async () => {
    const error = new FatalError({ code: 'x', message: 'No.' });
    await runToEnd([toRun([watching(error)])], { backfill: range });
    await runToEnd([toRun([yielding({ kind: 'partition_failure', partition: 'C2', error })])], {
      backfill: range,
    });
    expect(session.resets).toEqual([]);
  });

  it('that has not finished is nothing that runs know of', async () => {
    const report = await runToEnd([toRun([watching()])]);
    expect([...(requests[0]?.state.keys() ?? [])]).toEqual(['C1']);
    expect(report.receipts[0]).not.toHaveProperty('backfill');
  });

  it('runs what the caller has planned, without asking the sources again', async () => {
    const source = toRun([watching()]);
    const plan = await planRun([source], new AbortController().signal);
    const asking = {
      ...source,
      source: { ...source.source, streams: () => Promise.reject(new Error('asked')) },
    };
    const report = await orchestrate([asking]).run(new AbortController().signal, plan);
    expect(report.receipts).toMatchObject([{ outcome: 'proved' }]);
  });
});

describe('a run', () => {
  it('proves a stream whose sums balance and stores its receipt', async () => {
    const report = await runToEnd([toRun([yielding(thingBatch(['1', '2'], 'a'))])]);
    expect(report.receipts).toMatchObject([{ outcome: 'proved', stream: 'things_walk', commits: 1 }]);
    expect(report.receipts[0]?.tables.find((table) => table.table === 'things')).toMatchObject({
      fetched: 2,
      inserted: 2,
    });
    expect(session.outcomes).toEqual(report.receipts);
    expect(session.released).toEqual(['things_walk']);
    expect(session.closedWriters).toBe(1);
  });

  it('ends unproven when a record went missing on the way, and commits nothing of it', async () => {
    const report = await runToEnd([toRun([yielding({ ...thingBatch(['1'], 'a'), fetched: 2 })])]);
    expect(report.receipts[0]).toMatchObject({ outcome: 'unproven', problem: { code: 'unproven' } });
    expect(report.receipts[0]?.problem?.message).toContain('2 records were fetched but 1 are accounted for');
    expect(session.commits).toHaveLength(0);
    expect(session.state.size).toBe(0);
  });

  it('ends unproven when deletions were held back', async () => {
    const deletions = [{ key: ['1'], evidence: 'gone' }];
    const report = await runToEnd([toRun([yielding({ ...thingBatch([]), deletions })])]);
    expect(report.receipts[0]).toMatchObject({ outcome: 'unproven', problem: { code: 'deletions_braked' } });
  });

  it("isolates one stream's failure from the others and keeps what it committed before", async () => {
    const broken = failingWith(new FatalError({ code: 'malformed_page', message: 'The page is cut off.' }));
    const report = await runToEnd([toRun([broken, yielding(thingBatch(['7'], 'z'))])]);
    expect(report.receipts.map((receipt) => receipt.outcome)).toEqual(['failed', 'proved']);
    expect(report.receipts[0]?.problem).toEqual({
      kind: 'fatal',
      code: 'malformed_page',
      message: 'The page is cut off.',
    });
    expect(session.commits.flatMap((commit) => commit.records)).toContain('{"id":"1"}');
  });

  it('tells when to come back after a deferral', async () => {
    const deferred = new DeferredError({ code: 'quota', message: 'The budget is used up.', resumeAt: 5 });
    const report = await runToEnd([toRun([failingWith(deferred)])]);
    expect(report.receipts[0]).toMatchObject({ outcome: 'deferred', problem: { resumeAt: 5 } });
  });

  it('skips a stream for a missing scope only where that scope is accepted', async () => {
    const missing = new MissingScopeError({ scope: 'calls:read', message: 'No permission.' });
    const accepting = await runToEnd([
      toRun([failingWith(missing)], { acceptedMissingScopes: ['calls:read'] }),
    ]);
    const other = await runToEnd([toRun([failingWith(missing)], { acceptedMissingScopes: ['users:read'] })]);
    const all = await runToEnd([toRun([failingWith(missing)], { acceptedMissingScopes: 'all' })]);
    const outcomes = [accepting, other, all].map((report) => report.receipts[0]?.outcome);
    expect(outcomes).toEqual(['skipped', 'failed', 'skipped']);
  });

  it('fails a source whose streams cannot be listed, not the other sources', async () => {
    const error = new ConfigError({
      code: 'unauthorized',
      message: 'The key is wrong.',
      remedy: 'Make a new one.',
    });
    const broken = { ...sourceOf([]), streams: () => Promise.reject(error) };
    const report = await runToEnd([
      toRun([], { name: 'dead', source: broken }),
      toRun([yielding(thingBatch(['1']))]),
    ]);
    expect(report.receipts).toMatchObject([
      {
        source: 'dead',
        stream: '*',
        outcome: 'failed',
        problem: { message: 'The key is wrong. Make a new one.' },
      },
      { source: 'toy', outcome: 'proved' },
    ]);
  });

  it('fails a source whose configuration selects what it does not have', async () => {
    const error = new ConfigError({ code: 'unknown_stream', message: 'Found the stream `thing`.' });
    const checkStreams = (streams: readonly Stream[]): void => {
      if (streams.length > 0) throw error;
    };
    const report = await runToEnd([toRun([yielding()], { checkStreams })]);
    expect(report.receipts[0]).toMatchObject({ stream: '*', problem: { code: 'unknown_stream' } });
  });

  it('leaves out streams that are not selected', async () => {
    const report = await runToEnd([toRun([yielding()], { selection: { streams: ['other_walk'] } })]);
    expect(report.receipts).toEqual([]);
  });

  it('keeps key, version and volatile columns when columns are selected', async () => {
    let columns: string[] = [];
    const openWriter = session.openWriter.bind(session);
    session.openWriter = (options) => {
      columns = options.tables[0]?.fields.map((field) => field.name) ?? [];
      return openWriter(options);
    };
    await runToEnd([toRun([yielding()], { selection: { tables: ['things'], columns: { things: [] } } })]);
    expect(columns).toEqual(['id', 'changed_at', 'signed_url']);
  });

  it('does not start a stream another run holds', async () => {
    session.heldBy.set('things_walk', 'run-0');
    const report = await runToEnd([toRun([yielding(thingBatch(['1']))])]);
    expect(report.receipts[0]).toMatchObject({ outcome: 'failed', problem: { code: 'lease_held' } });
    expect(session.commits).toHaveLength(0);
  });

  it('stops fetching when its lease is lost', async () => {
    session.renewal = () => Promise.reject(new LeaseLostError({ message: 'Run run-2 took over.' }));
    const waiting = toyStream(async function* ({ signal }: ReadRequest) {
      yield thingBatch(['1']);
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    });
    const running = runToEnd([toRun([waiting])]);
    while (clock.sleeping === 0) await Promise.resolve();
    clock.advance(30_000);
    const report = await running;
    expect(report.receipts[0]).toMatchObject({ outcome: 'failed', problem: { code: 'lease_lost' } });
  });

  it('commits what is complete when interrupted, even if the source ignores the signal', async () => {
    const abort = new AbortController();
    const deaf = toyStream(async function* () {
      yield thingBatch(['1'], 'a');
      abort.abort(new Error('stop'));
      await new Promise(() => undefined);
    });
    const report = await orchestrate([toRun([deaf])]).run(abort.signal);
    expect(report.receipts[0]).toMatchObject({ outcome: 'interrupted' });
    expect(session.state.get('')?.resume).toBe('a');
    expect(session.released).toEqual(['things_walk']);
  });

  it('goes on with the other partitions when one fails, and ends failed', async () => {
    const error = new ConfigError({ code: 'not_in_channel', message: 'Channel C1 cannot be read.' });
    const partial = yielding({ kind: 'partition_failure', partition: 'C1', error }, thingBatch(['2'], 'b'));
    const report = await runToEnd([toRun([partial])]);
    expect(report.receipts[0]).toMatchObject({ outcome: 'failed', problem: { code: 'not_in_channel' } });
    expect(session.state.get('')?.resume).toBe('b');
    expect(events.find((event) => event.type === 'partition_failed')).toMatchObject({ partition: 'C1' });
  });

  it('stops after the batch in which the limit is reached', async () => {
    const stream = yielding(thingBatch(['1', '2'], 'a'), thingBatch(['3'], 'b'), thingBatch(['4'], 'c'));
    await runToEnd([toRun([stream])], { range: { limit: 3 } });
    expect(session.commits.flatMap((commit) => commit.records)).toHaveLength(3);
    expect(session.state.get('')?.resume).toBe('b');
  });

  it('refuses a batch for a table the stream does not declare', async () => {
    const report = await runToEnd([toRun([yielding({ ...thingBatch(['1']), table: 'surprise' })])]);
    expect(report.receipts[0]).toMatchObject({ outcome: 'failed', problem: { code: 'unknown_table' } });
  });

  it('shows record transformers all fields, whatever columns are selected, and no table that is not', async () => {
    const shown: [string, string[]][] = [];
    const observer: RecordTransformer = {
      kind: 'record',
      name: 'observer',
      transform: (batch, table) => {
        shown.push([table.name, table.fields.map(({ name }) => name)]);
        return batch;
      },
    };
    const other = { ...thingBatch(['1']), table: 'others' };
    await runToEnd([
      toRun([yielding(thingBatch(['1']), other)], {
        transformers: [observer],
        selection: { tables: ['things'], columns: { things: [] } },
      }),
    ]);
    expect(shown).toEqual([['things', ['id', 'title', 'changed_at', 'signed_url']]]);
  });

  it('runs record transformers in order before staging', async () => {
    const adding = (letter: string) => ({
      kind: 'record' as const,
      name: letter,
      transform: (batch: ReturnType<typeof thingBatch>) => ({
        ...batch,
        records: batch.records.map(({ text }) => ({ text: text + letter })),
      }),
    });
    await runToEnd([toRun([yielding(thingBatch(['1']))], { transformers: [adding('a'), adding('b')] })]);
    expect(session.commits[0]?.records).toEqual(['{"id":"1"}ab']);
  });

  it('never runs more streams at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const streams = Array.from({ length: 6 }, (_, index) =>
      toyStream(async function* () {
        running += 1;
        most = Math.max(most, running);
        yield await Promise.resolve(thingBatch([String(index)]));
        running -= 1;
      }, `walk_${index}`),
    );
    await runToEnd([toRun(streams)], { concurrency: 2 });
    expect(most).toBe(2);
  });

  it('calls a receipt that could not be stored a failure', async () => {
    session.recordFailure = new Error('disk full');
    const report = await runToEnd([toRun([yielding(thingBatch(['1']))])]);
    expect(report.receipts[0]).toMatchObject({ outcome: 'failed', problem: { code: 'unexpected' } });
  });

  it('lets no credential out, in events or receipts', async () => {
    const redactor = new Redactor();
    redactor.add('s3cret-value');
    const stream = toyStream(async function* ({ report }: ReadRequest) {
      report({
        type: 'request',
        method: 'GET',
        url: 'https://x/?k=s3cret-value',
        status: 200,
        duration: 1,
        bytes: 1,
      });
      await Promise.reject(new FatalError({ code: 'broken', message: 'The key s3cret-value was refused.' }));
      yield thingBatch([]);
    });
    const report = await runToEnd([toRun([stream])], { redactor });
    expect(report.receipts[0]?.requests).toBe(1);
    expect(JSON.stringify([events, report, session.outcomes])).not.toContain('s3cret-value');
    expect(report.receipts[0]?.problem?.message).toBe('The key *** was refused.');
  });
});

describe('model transformers', () => {
  const model = (name: string, run: ModelTransformer['run']): ModelTransformer => ({
    kind: 'model',
    name,
    describe: () => [],
    run,
  });

  it('run after the streams, and one failing does not stop the next', async () => {
    const broken = model('broken', () => Promise.reject(new Error('no such column')));
    const working = model('working', (_session, { schemas, capabilities, runId }) => {
      expect({ schemas, dialect: capabilities.dialect, runId }).toEqual({
        schemas: { toy: 'toy', asleep: 'RAW' },
        dialect: 'memory',
        runId: 'run-1',
      });
      return Promise.resolve([{ table: 'marts.things', changedRows: 1 }]);
    });
    const report = await runToEnd([toRun([yielding(thingBatch(['1']))])], { models: [broken, working] });
    expect(report.models).toMatchObject([
      { transformer: 'broken', problem: { code: 'unexpected' } },
      { transformer: 'working', tables: [{ changedRows: 1 }] },
    ]);
    expect(events.map((event) => event.type).slice(-3)).toEqual([
      'transformer_failed',
      'transformer_ended',
      'run_ended',
    ]);
  });

  it('show what they are good for, free of credentials; one that cannot has failed', async () => {
    const title = 'One account, s3cret-value';
    const showing: ModelTransformer = {
      ...model('showing', () => Promise.resolve([])),
      summarise: () => Promise.resolve({ title, columns: ['who'], rows: [['Ann']] }),
    };
    const unable: ModelTransformer = {
      ...model('unable', () => Promise.resolve([])),
      summarise: () => Promise.reject(new Error('no such table')),
    };
    const redactor = new Redactor();
    redactor.add('s3cret-value');
    const report = await runToEnd([toRun([yielding(thingBatch(['1']))])], {
      models: [showing, unable],
      redactor,
    });
    const summary = { title: 'One account, ***', columns: ['who'], rows: [['Ann']] };
    expect(report.models).toMatchObject([
      { transformer: 'showing', summary },
      { transformer: 'unable', problem: { message: expect.stringContaining('no such table') } },
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'transformer_ended', transformer: 'showing', summary }),
    );
  });
});
