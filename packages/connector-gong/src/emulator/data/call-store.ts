import type { CallInput, GongCall } from './call.js';
import { buildCall } from './call.js';

/** The calls an emulator knows; can change while clients read. */
export interface CallStore {
  readonly size: number;
  /** @throws Error when the id is already there, or the call is incomplete. */
  add(input: CallInput): GongCall;
  /** Replaces what is given and keeps the rest. @throws Error when there is no such call, or its id would change. */
  update(id: string, input: CallInput): GongCall;
  /** @returns whether there was one. */
  remove(id: string): boolean;
  find(id: string): GongCall | undefined;
  all(): Iterable<GongCall>;
}

export function createCallStore(): CallStore {
  const calls = new Map<string, GongCall>();
  return {
    get size() {
      return calls.size;
    },
    add: (input) => {
      const call = buildCall(input);
      if (calls.has(call.id)) throw new Error(`call ${call.id} is already there: use update`);
      calls.set(call.id, call);
      return call;
    },
    update: (id, input) => {
      const before = calls.get(id);
      if (!before) throw new Error(`there is no call ${id} to update: use add`);
      const call = buildCall({ ...before, ...withoutStaleBasic(input), ...input });
      if (call.id !== id) throw new Error(`an update of call ${id} cannot turn it into ${call.id}`);
      calls.set(id, call);
      return call;
    },
    remove: (id) => calls.delete(id),
    find: (id) => calls.get(id),
    all: () => calls.values(),
  };
}

/** A new extensive text brings its own basic one. */
function withoutStaleBasic(input: CallInput): CallInput {
  return input.extensive === undefined ? {} : { basic: undefined };
}
