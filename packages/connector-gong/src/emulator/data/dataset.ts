import type { CallStore } from './call-store.js';
import { createCallStore } from './call-store.js';
import type { RecordLists } from './record-lists.js';
import { createRecordLists } from './record-lists.js';
import type { UserStore } from './user-store.js';
import { createUserStore } from './user-store.js';

/** Everything an emulator serves. */
export interface Dataset {
  readonly calls: CallStore;
  readonly users: UserStore;
  readonly lists: RecordLists;
}

export function createDataset(): Dataset {
  return { calls: createCallStore(), users: createUserStore(), lists: createRecordLists() };
}
