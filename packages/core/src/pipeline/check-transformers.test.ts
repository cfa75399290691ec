import { beforeEach, describe, expect, it } from 'vitest';
import type { Batch } from '../contracts/batch.js';
import type { Table } from '../contracts/table.js';
import type { RecordTransformer, TableExtent } from '../contracts/transformer.js';
import { ConfigError } from '../errors/errors.js';
import { toyStream } from './__fixtures__/toy-stream.js';
import { planRun } from './plan-run.js';
import type { SourceToRun } from './source-to-run.js';

interface Seen {
  readonly tables: readonly string[];
  readonly fields: readonly string[];
  readonly isComplete: boolean;
}

let seen: Seen[];

beforeEach(() => {
  seen = [];
});

function observer(refuse = false): RecordTransformer {
  return {
    kind: 'record',
    name: 'observer',
    checkTables: (tables: readonly Table[], { isComplete }: TableExtent) => {
      const fields = tables[0]?.fields.map(({ name }) => name) ?? [];
      seen.push({ tables: tables.map(({ name }) => name), fields, isComplete });
      if (refuse) throw new ConfigError({ code: 'unknown_column', message: 'There is no such column.' });
    },
    transform: (batch: Batch) => batch,
  };
}

const unchecked: RecordTransformer = { kind: 'record', name: 'plain', transform: (batch) => batch };

function source(name: string, transformers: readonly RecordTransformer[], error?: Error): SourceToRun {
  const stream = toyStream(async function* () {
    // Nothing to read.
  });
  return {
    name,
    schema: name,
    source: {
      check: () => Promise.resolve({ account: name }),
      streams: () => (error === undefined ? Promise.resolve([stream]) : Promise.reject(error)),
    },
    selection: { tables: ['others'], columns: { things: ['title'], others: ['title'] } },
    acceptedMissingScopes: [],
    transformers,
  };
}

const plan = (...sources: SourceToRun[]) => planRun(sources, new AbortController().signal);

describe('transformers and the tables they work on', () => {
  it('are shown all tables with all fields once, also those that are not selected', async () => {
    const shared = observer();
    const { streams, failures } = await plan(
      source('first', [shared, unchecked]),
      source('second', [shared]),
    );

    expect(failures).toEqual([]);
    expect(streams.flatMap(({ tables }) => tables.map(({ name }) => name))).toEqual(['others', 'others']);
    expect(seen).toEqual([
      {
        tables: ['things', 'others', 'things', 'others'],
        fields: ['id', 'title', 'changed_at', 'signed_url'],
        isComplete: true,
      },
    ]);
  });

  it('are told when a source could not say what tables it has', async () => {
    const shared = observer();
    await plan(source('first', [shared]), source('second', [shared], new Error('unreachable')));

    expect(seen).toMatchObject([{ tables: ['things', 'others'], isComplete: false }]);
  });

  it('keep each source they work for from being read when they refuse', async () => {
    const shared = observer(true);
    const { streams, failures } = await plan(
      source('first', [shared, observer(true)]),
      source('second', [unchecked]),
      source('third', [shared]),
    );

    expect(streams.map((planned) => planned.source.name)).toEqual(['second']);
    expect(failures.map((failure) => failure.source.name)).toEqual(['first', 'third']);
    expect(failures[0]).toMatchObject({ error: { code: 'unknown_column' } });
  });
});
