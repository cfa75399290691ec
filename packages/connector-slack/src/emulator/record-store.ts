/** A record as it is served: its text travels byte for byte. */
export interface EmulatedRecord {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly text: string;
}

/** What one list endpoint serves; can change while clients read. */
export interface RecordStore {
  /** Adds a record, or replaces the one with its id. @throws Error when the text lacks `id` or `updated_at`. */
  put(text: string): void;
  remove(id: string): void;
  list(): readonly EmulatedRecord[];
}

export function createRecordStore(): RecordStore {
  const records = new Map<string, EmulatedRecord>();
  return {
    put: (text) => {
      const record = readRecord(text);
      records.set(record.id, record);
    },
    remove: (id) => {
      records.delete(id);
    },
    list: () => [...records.values()],
  };
}

function readRecord(text: string): EmulatedRecord {
  const { id, updated_at: updated } = JSON.parse(text) as {
    readonly id?: unknown;
    readonly updated_at?: unknown;
  };
  const updatedAt = typeof updated === 'string' ? Date.parse(updated) : NaN;
  if ((typeof id !== 'string' && typeof id !== 'number') || Number.isNaN(updatedAt)) {
    throw new Error(`A record needs an id and an updated_at: ${text.slice(0, 80)}`);
  }
  return { id: String(id), updatedAt, text };
}
