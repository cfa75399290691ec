import type { Company, Employee, Random } from '@etl/emulator-kit';
import type { CallInput, GongCall } from '../data/call.js';
import { buildCall } from '../data/call.js';
import { readElements, readMember, readPart } from '../data/record-list.js';
import type { RecordLists } from '../data/record-lists.js';

/** What lists are generated from. */
export interface ListGeneration {
  readonly lists: RecordLists;
  readonly company: Company;
  readonly calls: readonly KnownCall[];
  readonly random: Random;
  /** Milliseconds since the epoch: nothing happens later. */
  readonly now: number;
}

/** A call and the users in it, its host first. */
export interface KnownCall {
  readonly call: GongCall;
  readonly users: readonly Employee[];
}

export function knowCall(input: CallInput, { employees }: Company): KnownCall {
  const call = buildCall(input);
  const parties = readElements(readPart(call.extensive ?? '', 'parties') ?? '[]');
  const ids = new Set(parties.map((party) => readMember(party, 'userId')));
  return {
    call,
    users: employees
      .filter(({ ids: { gong } }) => ids.has(gong))
      .toSorted(
        (left, right) =>
          Number(right.ids.gong === call.primaryUserId) - Number(left.ids.gong === call.primaryUserId),
      ),
  };
}
