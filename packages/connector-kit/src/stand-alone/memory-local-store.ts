import type { JsonValue, LocalStore } from '@etl/core';

/** Keeps values as long as the process lives. */
export class MemoryLocalStore implements LocalStore {
  readonly #values = new Map<string, JsonValue>();

  read(key: string): Promise<JsonValue | undefined> {
    return Promise.resolve(this.#values.get(key));
  }

  write(key: string, value: JsonValue): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }
}
