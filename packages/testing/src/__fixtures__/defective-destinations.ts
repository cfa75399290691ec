import { setImmediate } from 'node:timers/promises';
import { isEtlError, type Batch, type Checkpoint, type StreamState, type Table } from '@etl/core';
import { applyToStream } from '../memory-destination/apply-to-stream.js';
import type { MakeTwin } from './memory-driver.js';
import { mapTexts, parsedOr } from './map-texts.js';
import type { Spoiled } from './wrap-destination.js';

function withoutVersion(table: Table): Table {
  const { name, fields, primaryKey } = table;
  return { name, fields, primaryKey };
}

/** State in a store of its own, written before the rows. */
function stateApart(): Spoiled {
  const states = new Map<string, StreamState>();
  return {
    session: () => ({ readState: async ({ stream }) => states.get(stream) ?? new Map() }),
    writer: (writer, { stream }) => ({
      commit: (checkpoints) => {
        states.set(stream.stream, checkpoints.reduce(applyToStream, states.get(stream.stream) ?? new Map()));
        return writer.commit(checkpoints);
      },
    }),
  };
}

/** A commit that takes a fresh lease when its own is lost. */
function withoutFence(): Spoiled {
  return {
    writer: (writer, options, session) => {
      const staged: Batch[] = [];
      return {
        stage: async (batch) => {
          staged.push(batch);
          await writer.stage(batch);
        },
        commit: async (checkpoints) => {
          const batches = staged.splice(0);
          try {
            return await writer.commit(checkpoints);
          } catch (error) {
            if (!isEtlError(error) || error.code !== 'lease_lost') throw error;
            const lease = { ...options.lease, epoch: options.lease.epoch + 1 };
            const other = await session.openWriter({ ...options, lease });
            for (const batch of batches) await other.stage(batch);
            return other.commit(checkpoints);
          }
        },
      };
    },
  };
}

/** The number of a lease that is never refused. */
function sharedLease(): Spoiled {
  return {
    session: (session) => ({
      acquireLease: async (stream, runId) => {
        const lease = await session.acquireLease(stream, runId).catch((error: unknown) => error);
        if (!isEtlError(lease)) return lease as Awaited<ReturnType<typeof session.acquireLease>>;
        return {
          stream,
          epoch: 1,
          renewEvery: 1000,
          renew: async () => undefined,
          release: async () => undefined,
        };
      },
    }),
  };
}

const balanced = (batch: Batch): Batch => ({ ...batch, fetched: batch.records.length, filtered: {} });
const isJsonText = (text: string): boolean => parsedOr(text, () => 1) === '1';

function forgetsSweeps(): Spoiled {
  let sessions = 0;
  return {
    session: () => {
      sessions += 1;
      return {};
    },
    batch: (batch) => (batch.sweep === undefined ? batch : { ...batch, sweep: `${batch.sweep} ${sessions}` }),
    writer: (writer) => ({
      commit: (checkpoints) => writer.commit(checkpoints.map((item) => renamed(item, sessions))),
    }),
  };
}

function renamed(checkpoint: Checkpoint, session: number): Checkpoint {
  return checkpoint.kind === 'complete'
    ? { ...checkpoint, sweep: `${checkpoint.sweep} ${session}` }
    : checkpoint;
}

/** Each defect by name. */
export const DEFECTS = {
  state_apart: stateApart,
  no_fence: withoutFence,
  shared_lease: sharedLease,
  long_integers: () => ({ batch: (batch) => mapTexts(batch, (text) => parsedOr(text, (value) => value)) }),
  nulls_dropped: () => ({
    batch: (batch) =>
      mapTexts(batch, (text) => text.replaceAll(/"unknown":null|,"unknown":null/g, '').replace(',}', '}')),
  }),
  surrogates_replaced: () => ({
    batch: (batch) => mapTexts(batch, (text) => text.replaceAll('\\ud800', '\ufffd')),
  }),
  nul_stripped: () => ({ batch: (batch) => mapTexts(batch, (text) => text.replaceAll('\\u0000', '')) }),
  long_texts_cut: () => ({
    batch: (batch) =>
      mapTexts(batch, (text) =>
        text.length < 65_536
          ? text
          : parsedOr(text, (value) => ({ ...value, text: value.text.slice(0, 65_536) })),
      ),
  }),
  stale_versions: () => ({
    options: (options) => ({ ...options, tables: options.tables.map(withoutVersion) }),
  }),
  text_versions: () => ({
    batch: (batch) =>
      mapTexts(batch, (text) =>
        parsedOr(text, (value) => ({
          ...value,
          updated_at: value.updated_at?.replace(/(Z|[+-]\d\d:\d\d)$/, 'Z'),
        })),
      ),
  }),
  deletions_forgotten: () => ({ batch: (batch) => ({ ...batch, deletions: [] }) }),
  deletions_first: () => ({
    writer: (writer) => {
      const staged: Batch[] = [];
      return {
        stage: async (batch) => void staged.push(batch),
        commit: async (checkpoints) => {
          const batches = staged
            .splice(0)
            .sort((left, right) => (right.deletions?.length ?? 0) - (left.deletions?.length ?? 0));
          for (const batch of batches) await writer.stage(batch);
          return writer.commit(checkpoints);
        },
      };
    },
  }),
  evidence_lost: () => ({
    batch: (batch) => ({
      ...batch,
      deletions: (batch.deletions ?? []).map((deletion) => ({ ...deletion, evidence: '' })),
    }),
  }),
  unbalanced_sums: () => ({
    batch: (batch) => ({
      ...batch,
      fetched:
        batch.records.length + Object.values(batch.filtered ?? {}).reduce((sum, count) => sum + count, 0),
    }),
  }),
  stage_leaks_into_commit: () => ({
    writer: (writer) => ({
      commit: async (checkpoints) => {
        await setImmediate();
        return writer.commit(checkpoints);
      },
    }),
  }),
  rejects_dropped: () => ({
    batch: (batch) => balanced({ ...batch, records: batch.records.filter(({ text }) => isJsonText(text)) }),
  }),
  no_brake: () => ({ options: (options) => ({ ...options, deletionBrake: { share: 1, rows: 0 } }) }),
  sweeps_forgotten: forgetsSweeps,
  sweeps_everywhere: () => ({
    writer: (writer) => ({
      commit: (checkpoints) =>
        writer.commit(checkpoints.map((item) => (item.kind === 'complete' ? { ...item, within: [] } : item))),
    }),
  }),
  reset_everything: () => ({
    session: (session) => ({ resetState: (stream) => session.resetState(stream) }),
  }),
  reset_nothing: () => ({ session: () => ({ resetState: async () => undefined }) }),
  partitions_mixed: () => ({
    writer: (writer) => ({
      commit: (checkpoints) => writer.commit(checkpoints.map((item) => ({ ...item, partition: '' }))),
    }),
  }),
  one_state_for_all: () => ({
    session: (session) => ({
      readState: () => session.readState({ source: 'vendor', stream: 'everything' }),
    }),
  }),
  commits_each_batch: () => ({
    writer: (writer) => ({
      stage: async (batch) => {
        await writer.stage(batch);
        await writer.commit([]);
      },
    }),
  }),
  volatile_is_news: () => ({
    options: (options) => ({
      ...options,
      tables: options.tables.map((table) => ({
        ...table,
        fields: table.fields.map((field) => ({ ...field, volatile: false })),
      })),
    }),
  }),
  rows_rewritten: () => ({
    batch: (batch) =>
      mapTexts(batch, (text) => parsedOr(text, (value) => ({ ...value, rewritten: serial++ }))),
  }),
  unknown_tables_ignored: () => ({
    writer: (writer, { tables }) => ({
      stage: async (batch) => {
        if (tables.some(({ name }) => name === batch.table)) await writer.stage(batch);
      },
    }),
  }),
  outcomes_lost: () => ({ session: () => ({ recordOutcome: async () => undefined }) }),
} satisfies Readonly<Record<string, MakeTwin>>;

let serial = 0;
