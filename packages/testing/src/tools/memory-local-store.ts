import type { JsonValue, LocalStore } from '@etl/core';

/** A local store that forgets with the process. Values go through JSON text, as they would on disk. */
export function createMemoryLocalStore(initial: Readonly<Record<string, JsonValue>> = {}): LocalStore {
  const texts = new Map(Object.entries(initial).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    read: async (key) => {
      const text = texts.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as JsonValue);
    },
    write: async (key, value) => {
      texts.set(key, JSON.stringify(value));
    },
  };
}
