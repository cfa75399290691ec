import { readMembers, readScalar } from '../json-text/edit-json.js';
import { scanElements } from '../json-text/scan-json.js';
import type { RecordInput } from './call.js';
import { toRecordText } from './call.js';

/** Records of one kind that the emulator only lists; they travel to the client as they stand. */
export interface RecordList {
  readonly size: number;
  /** @throws Error when the record is no object, or its id is missing or already there. */
  add(input: RecordInput): void;
  /** Parts of an id have slashes between them. @returns whether there was one. */
  remove(id: string): boolean;
  /** Texts in the order they were added. */
  all(): readonly string[];
}

/**
 * @param idPaths members that together identify a record, each with dots between its keys; the first must be there.
 * Without any, records have no id: each is its own, and `remove` takes its place in the order they were added.
 */
export function createRecordList(idPaths: readonly string[]): RecordList {
  const texts = new Map<string, string>();
  let added = 0;
  return {
    get size() {
      return texts.size;
    },
    add: (input) => {
      const text = toRecordText(input) ?? '';
      const id = idPaths.length === 0 ? String(added) : identify(text, idPaths);
      if (texts.has(id)) throw new Error(`record ${id} is already there`);
      texts.set(id, text);
      added += 1;
    },
    remove: (id) => texts.delete(id),
    all: () => [...texts.values()],
  };
}

function identify(text: string, [first = '', ...others]: readonly string[]): string {
  const id = readMember(text, first);
  if (id === undefined) throw new Error(`a record needs \`${first}\``);
  return [id, ...others.map((path) => readMember(text, path) ?? '')].join('/');
}

/** A text or number of the record as text, at a path with dots between its keys. */
export function readMember(text: string, path: string): string | undefined {
  return readScalar(readPart(text, path));
}

/** The text of the member at a path with dots between its keys, as it stands. */
export function readPart(text: string, path: string): string | undefined {
  return path
    .split('.')
    .reduce<string | undefined>(
      (value, key) => (value?.startsWith('{') ? readMembers(value).get(key) : undefined),
      text,
    );
}

/** The elements of an array, each as its own text. */
export function readElements(text: string): string[] {
  return scanElements(text).map(({ start, end }) => text.slice(start, end));
}
