import type { Faults } from '@etl/emulator-kit';
import type { GongData } from './gong-data.js';

/** What these tests use of a Gong emulator. */
export interface GongEmulator {
  readonly apiEndpoint: string;
  readonly apiToken: string;
  readonly calls: RecordStore;
  readonly users: RecordStore;
  readonly faults: Faults;
  readonly requests: readonly { readonly path: string }[];
  close(): Promise<void>;
}

interface RecordStore {
  readonly size: number;
  add(input: unknown): unknown;
  update(id: string, input: unknown): unknown;
  remove(id: string): boolean;
}

type CreateGongEmulator = (options: Readonly<Record<string, unknown>>) => Promise<GongEmulator>;

/** Found by name, as the runner finds plugins. */
const EMULATOR = ['@etl/connector-gong', 'emulator'].join('/');

/** Starts a Gong on 127.0.0.1; options as in the connector's emulator. */
export async function startGong(options: Readonly<Record<string, unknown>>): Promise<GongEmulator> {
  const { createGongEmulator } = (await import(EMULATOR)) as { createGongEmulator: CreateGongEmulator };
  return createGongEmulator(options);
}

/** Puts records into an emulator that was started `empty`. */
export function fillGong(gong: GongEmulator, data: GongData): void {
  const transcripts = new Map(
    data.transcripts.map((text) => [(JSON.parse(text) as { callId: string }).callId, text]),
  );
  for (const extensive of data.calls) {
    const { metaData } = JSON.parse(extensive) as { metaData: { id: string } };
    gong.calls.add({ extensive, transcript: transcripts.get(metaData.id) });
  }
  for (const user of data.users) gong.users.add(user);
}
