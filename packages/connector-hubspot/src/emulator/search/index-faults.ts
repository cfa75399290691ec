import { hashText } from '@etl/emulator-kit';
import type { IndexTimes } from '../objects/object-store.js';

/** How far search departs from the truth. Each is on by default. */
export interface SearchFaults {
  /** A change shows in search seconds later, some minutes later, a few up to an hour later. */
  readonly lag: boolean;
  /** Results sorted by the last change are up to an hour out of order. */
  readonly misorder: boolean;
  /** Rows can carry older values than the index matched, or newer ones. */
  readonly staleRows: boolean;
  /** Lower bounds in time count from the start of their second. */
  readonly truncation: boolean;
}

export const EVERY_SEARCH_FAULT: SearchFaults = {
  lag: true,
  misorder: true,
  staleRows: true,
  truncation: true,
};

export const NO_SEARCH_FAULTS: SearchFaults = {
  lag: false,
  misorder: false,
  staleRows: false,
  truncation: false,
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After that search knows every change. */
export const LONGEST_LAG = HOUR;

/** Of a thousand changes, so many are noticed within the span. The longest span is what everything keeps to. */
const LAGS = [
  { upTo: 700, from: SECOND, to: 30 * SECOND },
  { upTo: 900, from: 30 * SECOND, to: 5 * MINUTE },
  { upTo: 1000, from: 5 * MINUTE, to: HOUR },
] as const;

const STALE_SHARE = 0.3;

/** Chance that depends on the record and the version alone, so that a run can be repeated. */
export function chanceOf(purpose: string, id: string, instant: number): number {
  return hashText(`${purpose}/${id}/${instant}`) / 2 ** 32;
}

/** Decides when a version shows; nothing is late by more than an hour. */
export function buildIndexTimes(seed: number | string, faults: () => SearchFaults): IndexTimes {
  return ({ id }, changedAt) => {
    const { lag, staleRows } = faults();
    const indexedAt = lag ? changedAt + lagOf(chanceOf(`${seed}/lag`, id, changedAt)) : changedAt;
    const isStale = staleRows && chanceOf(`${seed}/stale`, id, changedAt) < STALE_SHARE;
    return { indexedAt, staleUntil: isStale ? changedAt + HOUR : indexedAt };
  };
}

/** Where a record stands in an order by last change: up to half an hour off. */
export function misplace(seed: number | string, id: string, instant: number): number {
  return instant + Math.round((chanceOf(`${seed}/order`, id, instant) - 0.5) * HOUR);
}

function lagOf(chance: number): number {
  const permille = chance * 1000;
  const band = LAGS.find(({ upTo }) => permille < upTo) ?? LAGS[2];
  const share = (permille * 7919) % 1;
  return Math.round(band.from + share * (band.to - band.from));
}
