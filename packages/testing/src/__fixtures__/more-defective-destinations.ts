import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  LeaseHeldError,
  type Batch,
  type Field,
  type JsonValue,
  type PartitionState,
  type StreamState,
  type Table,
} from '@etl/core';
import type { StoredRow } from '../destination/destination-driver.js';
import { applyToStream } from '../memory-destination/apply-to-stream.js';
import { sweepName } from '../memory-destination/memory-store.js';
import { mapTexts, parsedOr } from './map-texts.js';
import type { MakeTwin, Twin } from './memory-driver.js';
import type { Spoiled } from './wrap-destination.js';

const mapFields = (tables: readonly Table[], map: (field: Field) => Field): Table[] =>
  tables.map((table) => ({ ...table, fields: table.fields.map(map) }));

const showColumn =
  (column: string, map: (value: JsonValue) => JsonValue) =>
  (rows: readonly StoredRow[]): StoredRow[] =>
    rows.map((row) => (column in row ? { ...row, [column]: map(row[column]!) } : row));

/** Batches staged in an order of their own when the commit comes. */
function reordered(order: (batches: Batch[]) => Batch[]): Twin {
  return {
    writer: (writer) => {
      const staged: Batch[] = [];
      return {
        stage: async (batch) => void staged.push(batch),
        commit: async (checkpoints) => {
          for (const batch of order(staged.splice(0))) await writer.stage(batch);
          return writer.commit(checkpoints);
        },
      };
    },
  };
}

/** The first text of each identity stays for good. */
function firstTextKept(identify: (value: any) => string): Spoiled {
  const texts = new Map<string, string>();
  return {
    batch: (batch) =>
      mapTexts(batch, (text) => {
        const identity = parsedOr(text, identify);
        texts.set(identity, texts.get(identity) ?? text);
        return texts.get(identity)!;
      }),
  };
}

function leaseWithoutEnd(): Spoiled {
  let held = false;
  return {
    session: (session) => ({
      acquireLease: async (stream, runId) => {
        if (held) throw new LeaseHeldError({ message: 'Held for ever.' });
        const lease = await session.acquireLease(stream, runId);
        held = true;
        return { ...lease, release: async () => void (held = false) };
      },
    }),
  };
}

/** Once the new owner is gone, its fence is forgotten. */
const fenceForgotten: MakeTwin = (store) => ({
  session: (session) => ({
    acquireLease: async (stream, runId) => {
      const lease = await session.acquireLease(stream, runId);
      const name = JSON.stringify([stream.source, stream.stream]);
      return {
        ...lease,
        release: async () => void store().leases.set(name, { epoch: 1, runId: undefined, expiresAt: 0 }),
      };
    },
  }),
});

function resumeKept(): Spoiled {
  let resume: JsonValue = null;
  return {
    session: (session) => ({
      readState: async (stream) => {
        const state = await session.readState(stream);
        return new Map(
          [...state].map(([name, value]): [string, PartitionState] => [
            name,
            resume === null ? value : { ...value, resume },
          ]),
        );
      },
    }),
    writer: (writer) => ({
      commit: (checkpoints) => {
        for (const checkpoint of checkpoints) if (checkpoint.kind === 'resume') resume = checkpoint.value;
        return writer.commit(checkpoints);
      },
    }),
  };
}

const seenForGood: MakeTwin = (store) => ({
  writer: (writer, { stream }) => {
    const seen = new Set<string>();
    return {
      stage: async (batch) => {
        for (const { text } of batch.records) seen.add(JSON.stringify([JSON.parse(text).id]));
        await writer.stage(batch);
      },
      commit: async (checkpoints) => {
        const receipt = await writer.commit(checkpoints);
        store().sweeps = new Map([[sweepName(stream, { sweep: 'all', table: 'people' }), seen]]);
        return receipt;
      },
    };
  },
});

/** A change of a table's columns makes it anew. */
const rebuiltTables: MakeTwin = (store) => ({
  options: (options) => {
    for (const [name, { table }] of store().tables) {
      const isSame = options.tables.some((wanted) => JSON.stringify(wanted) === JSON.stringify(table));
      if (!isSame) store().tables.delete(name);
    }
    return options;
  },
});

function columnsStartEmpty(): Twin {
  let openings = 0;
  return {
    options: (options) => {
      openings += 1;
      return options;
    },
    show: (rows) => (openings > 1 ? showColumn('size', () => null)(rows) : rows),
  };
}

/** Each defect by name. */
/** Each writer knows what it has covered itself, and writes that. */
function stateOfTheWriter(): Twin {
  const states = new Map<string, StreamState>();
  return {
    session: () => ({ readState: async ({ stream }) => states.get(stream) ?? new Map() }),
    writer: (writer, { stream }) => {
      let own: StreamState = new Map();
      return {
        commit: (checkpoints) => {
          own = checkpoints.reduce(applyToStream, own);
          states.set(stream.stream, own);
          return writer.commit(checkpoints);
        },
      };
    },
  };
}

export const MORE_DEFECTS = {
  misnamed: () => ({ plugin: { name: 'Memory' } }),
  origin_lost: () => ({ show: showColumn('_etl_run_id', () => '') }),
  one_commit_number: () => ({
    writer: (writer) => ({
      commit: async (checkpoints) => ({ ...(await writer.commit(checkpoints)), commit: 1 }),
    }),
  }),
  forgets_at_close: (store) => ({
    session: () => ({
      close: async () => {
        store().tables.clear();
      },
    }),
  }),
  one_schema: () => ({ schema: 'same', options: (options) => ({ ...options, schema: 'same' }) }),
  files_left: () => ({
    writer: (writer, _options, _session, { temporaryDirectory }) => ({
      stage: async (batch) => {
        await writeFile(join(temporaryDirectory, 'stage.tsv'), 'left behind');
        await writer.stage(batch);
      },
    }),
  }),
  state_forgotten: () => ({ writer: (writer) => ({ commit: () => writer.commit([]) }) }),
  surplus_accepted: () => ({
    batch: (batch) => ({ ...batch, fetched: Math.max(batch.fetched, batch.records.length) }),
  }),
  lease_stays_behind: () => ({
    session: (session) => ({
      acquireLease: async (stream, runId) => ({
        ...(await session.acquireLease(stream, runId)),
        release: async () => undefined,
      }),
    }),
  }),
  empty_commit_skipped: () => ({
    writer: (writer) => ({
      commit: (checkpoints) => writer.commit(writer.pending.records === 0 ? [] : checkpoints),
    }),
  }),
  renewal_ignored: () => ({
    session: (session) => ({
      acquireLease: async (stream, runId) => ({
        ...(await session.acquireLease(stream, runId)),
        renew: async () => undefined,
      }),
    }),
  }),
  lease_without_end: leaseWithoutEnd,
  fence_forgotten: fenceForgotten,
  first_delivery_wins: () => reordered((batches) => batches.reverse()),
  updates_lost: () => firstTextKept(({ id }) => id),
  corrections_lost: () => firstTextKept(({ id, updated_at }) => `${id} ${updated_at}`),
  numbers_unread: () => ({
    options: (options) => ({
      ...options,
      tables: mapFields(options.tables, (field) =>
        field.name === 'revision' ? { ...field, type: 'timestamp' } : field,
      ),
    }),
  }),
  unknown_deletions_dropped: () => ({
    batch: (batch) => ({
      ...batch,
      deletions: (batch.deletions ?? []).filter(({ key }) => key[0] !== 'nobody'),
    }),
  }),
  deleted_for_good: () => {
    const deleted = new Map<unknown, StoredRow>();
    return {
      show: (rows) => {
        for (const row of rows) if (row._etl_deleted_at !== null) deleted.set(row.id, row);
        return rows.map((row) => deleted.get(row.id) ?? row);
      },
    };
  },
  deletions_without_version: () => ({
    batch: (batch) => ({
      ...batch,
      deletions: (batch.deletions ?? []).map(({ key, evidence }) => ({ key, evidence })),
    }),
  }),
  sweeps_ignored: () => ({
    writer: (writer) => ({
      commit: (checkpoints) => writer.commit(checkpoints.filter(({ kind }) => kind !== 'complete')),
    }),
  }),
  seen_for_good: seenForGood,
  always_braked: () => ({ options: (options) => ({ ...options, deletionBrake: { share: 0, rows: 0 } }) }),
  resume_kept: resumeKept,
  half_keys: () => ({
    batch: (batch) =>
      mapTexts(batch, (text) => parsedOr(text, (value) => ({ deal_id: '', line_id: '', ...value }))),
  }),
  tabs_split: () => ({ batch: (batch) => mapTexts(batch, (text) => text.replaceAll(String.raw`\t`, ' ')) }),
  integers_rounded: () => ({
    show: showColumn('whole', (value) => (value === null ? null : String(Number(value)))),
  }),
  misfits_untraced: () => ({ show: showColumn('_etl_errors', () => null) }),
  spellings_ignored: () => ({
    options: (options) => ({
      ...options,
      tables: mapFields(options.tables, ({ name, path, type }) => ({ name, path, type })),
    }),
  }),
  paths_flattened: () => ({
    options: (options) => ({
      ...options,
      tables: mapFields(options.tables, (field) => ({ ...field, path: field.path.slice(-1) })),
    }),
  }),
  columns_start_empty: columnsStartEmpty,
  rebuilt_tables: rebuiltTables,
  commits_lost_side_by_side: () => {
    let running = 0;
    return {
      writer: (writer) => ({
        commit: async (checkpoints) => {
          running += 1;
          await setImmediate();
          const receipt = await writer.commit(running > 1 ? [] : checkpoints);
          running -= 1;
          return receipt;
        },
      }),
    };
  },
  one_fence_a_stream: () => ({
    options: (options) => ({
      ...options,
      lease: { ...options.lease, stream: { ...options.stream, source: '' } },
    }),
  }),
  state_of_the_writer: stateOfTheWriter,
  look_sees_nothing: () => ({ readOnlySession: () => ({ readState: async () => new Map() }) }),
} satisfies Readonly<Record<string, MakeTwin>>;
