import { readMembers, readScalar } from '../json-text/edit-json.js';
import type { RecordInput } from './call.js';
import { toRecordText } from './call.js';

/** A user; `text` travels to the client as it stands. */
export interface GongUser {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the epoch; `undefined` when the record has no readable `created`. */
  readonly createdAt: number | undefined;
}

/** The users an emulator knows, in the order they were added; can change while clients read. */
export interface UserStore {
  readonly size: number;
  /** @throws Error when the id is missing or already there. */
  add(input: RecordInput): GongUser;
  /** @throws Error when there is no such user, or its id would change. */
  update(id: string, input: RecordInput): GongUser;
  /** @returns whether there was one. */
  remove(id: string): boolean;
  find(id: string): GongUser | undefined;
  all(): Iterable<GongUser>;
}

export function createUserStore(): UserStore {
  const users = new Map<string, GongUser>();
  return {
    get size() {
      return users.size;
    },
    add: (input) => {
      const user = buildUser(input);
      if (users.has(user.id)) throw new Error(`user ${user.id} is already there: use update`);
      users.set(user.id, user);
      return user;
    },
    update: (id, input) => {
      if (!users.has(id)) throw new Error(`there is no user ${id} to update: use add`);
      const user = buildUser(input);
      if (user.id !== id) throw new Error(`an update of user ${id} cannot turn it into ${user.id}`);
      users.set(id, user);
      return user;
    },
    remove: (id) => users.delete(id),
    find: (id) => users.get(id),
    all: () => users.values(),
  };
}

function buildUser(input: RecordInput): GongUser {
  const text = toRecordText(input) ?? '';
  const fields = readMembers(text);
  const id = readScalar(fields.get('id'));
  if (id === undefined) throw new Error('a user needs an `id`');
  const createdAt = Date.parse(readScalar(fields.get('created')) ?? '');
  return { id, text, createdAt: Number.isNaN(createdAt) ? undefined : createdAt };
}
