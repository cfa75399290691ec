import { readMembers, readScalar } from '../json-text/edit-json.js';
import type { RecordInput } from './call.js';
import { toRecordText } from './call.js';

/** Records of one kind that the emulator only lists; they travel to the client as they stand. */
export interface RecordList {
  readonly size: number;
  /** @throws Error when the record is no object, or its id is missing or already there. */
  add(input: RecordInput): void;
  /** @returns whether there was one. */
  remove(id: string): boolean;
  /** Texts in the order they were added. */
  all(): readonly string[];
}

/** @param idKey the member that identifies a record. */
export function createRecordList(idKey: string): RecordList {
  const texts = new Map<string, string>();
  return {
    get size() {
      return texts.size;
    },
    add: (input) => {
      const text = toRecordText(input) ?? '';
      const id = readMember(text, idKey);
      if (id === undefined) throw new Error(`a record needs \`${idKey}\``);
      if (texts.has(id)) throw new Error(`record ${id} is already there`);
      texts.set(id, text);
    },
    remove: (id) => texts.delete(id),
    all: () => [...texts.values()],
  };
}

/** A text or number of the record as text. */
export function readMember(text: string, key: string): string | undefined {
  return readScalar(readMembers(text).get(key));
}
