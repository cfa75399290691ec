import type { ObjectType } from './object-type.js';
import type { Population } from './population.js';
import { NO_POPULATION, buildState } from './population.js';
import type { RecordState } from './record-state.js';
import { createSortedIds } from './sorted-ids.js';

/** A state of a record and when search begins to show it. */
export interface Version {
  readonly state: RecordState;
  /** Milliseconds since the epoch. */
  readonly indexedAt: number;
  /** Until then search may still carry the values of the version before. */
  readonly staleUntil: number;
}

/** A record with the versions search may still show, oldest first; the last is the truth. */
export interface Entry {
  readonly versions: readonly Version[];
}

/** Decides when search notices a version. */
export type IndexTimes = (
  state: RecordState,
  changedAt: number,
) => { readonly indexedAt: number; readonly staleUntil: number };

/** Answers whether to go on; `index` is that of a record of the population that nobody has changed. */
export type Visit = (id: number, index: number | undefined) => boolean;

/** All records of one type: a population nobody stores, and over it what was put here. */
export interface ObjectStore {
  readonly type: ObjectType;
  readonly population: Population;
  /** Puts a state that came about at `changedAt`. */
  put(state: RecordState, changedAt: number): void;
  /** The record is gone, and leaves no trace. */
  erase(id: string): void;
  /** From now on asking for `loserId` means `winnerId`. */
  alias(loserId: string, winnerId: string): void;
  /** The id a merged record lives on under; its own when it was not merged. */
  resolve(id: string): string;
  find(id: string | number): Entry | undefined;
  /** Visits ids not below `from` in ascending order, archived ones too. */
  walk(from: number, visit: Visit): void;
  /** As `walk`, but only what was put here. */
  walkStored(from: number, visit: Visit): void;
}

const GONE = 'gone';

export function createObjectStore(
  type: ObjectType,
  indexTimes: IndexTimes,
  population: Population = NO_POPULATION,
): ObjectStore {
  const stored = new Map<number, Entry | typeof GONE>();
  const aliases = new Map<string, string>();
  const ids = createSortedIds();

  const toVersion = (state: RecordState, changedAt: number): Version => ({
    state,
    ...indexTimes(state, changedAt),
  });
  const findGenerated = (id: number): Entry | undefined => {
    const index = population.firstFrom(id);
    if (index >= population.size || population.idAt(index) !== id) return undefined;
    const state = buildState(population, index);
    return { versions: [toVersion(state, state.updatedAt)] };
  };
  const find = (id: string | number): Entry | undefined => {
    const entry = stored.get(Number(id));
    return entry === GONE ? undefined : (entry ?? findGenerated(Number(id)));
  };
  const write = (id: number, entry: Entry | typeof GONE): void => {
    if (!stored.has(id)) ids.add(id);
    stored.set(id, entry);
  };
  const visitStored = (id: number, visit: Visit): boolean => stored.get(id) === GONE || visit(id, undefined);
  return {
    type,
    population,
    put: (state, changedAt) => {
      const earlier = find(state.id)?.versions ?? [];
      const kept = earlier.slice(firstNeeded(earlier, changedAt));
      write(Number(state.id), { versions: [...kept, toVersion(state, changedAt)] });
    },
    erase: (id) => {
      write(Number(id), GONE);
    },
    alias: (loserId, winnerId) => {
      write(Number(loserId), GONE);
      aliases.set(loserId, winnerId);
    },
    resolve: (id) => followAliases(aliases, id),
    find,
    walkStored: (from, visit) => {
      ids.walk(from, (id) => visitStored(id, visit));
    },
    walk: (from, visit) => {
      const generated = walkPopulation(population, from, visit);
      const goesOn = ids.walk(from, (id) => {
        if (!generated.until(id)) return false;
        generated.skip(id);
        return visitStored(id, visit);
      });
      if (goesOn) generated.until(Number.POSITIVE_INFINITY);
    },
  };
}

/** The truth about a record. */
export function currentState(entry: Entry): RecordState {
  const last = entry.versions.at(-1);
  if (last === undefined) throw new Error('An entry without a version cannot be.');
  return last.state;
}

/** Visits a population piece by piece; answers whether to go on. */
function walkPopulation(population: Population, from: number, visit: Visit) {
  let index = population.firstFrom(from);
  return {
    until: (end: number): boolean => {
      for (; index < population.size; index += 1) {
        const id = population.idAt(index);
        if (id >= end) return true;
        if (!visit(id, index)) return false;
      }
      return true;
    },
    /** Leaves out the record whose stored state was visited in its place. */
    skip: (id: number): void => {
      if (index < population.size && population.idAt(index) === id) index += 1;
    },
  };
}

/** Search shows the latest indexed version or, while it is stale, the one before; older ones only cost memory. */
function firstNeeded(versions: readonly Version[], now: number): number {
  return Math.max(0, versions.findLastIndex(({ indexedAt }) => indexedAt <= now) - 1);
}

function followAliases(aliases: ReadonlyMap<string, string>, id: string): string {
  let current = id;
  for (let next = aliases.get(current); next !== undefined; next = aliases.get(current)) current = next;
  return current;
}
