import type { Batch, HttpTransport, ReadRequest, Source } from '@etl/core';
import { parseJson } from '@etl/core/json';
import type { Account } from './account.js';

/** Reads a stream without a destination. */
export async function readAll(
  source: Source,
  name: string,
  request: Partial<ReadRequest> & Pick<ReadRequest, 'startedAt'>,
): Promise<Batch[]> {
  const { signal } = new AbortController();
  const stream = (await source.streams(signal)).find((candidate) => candidate.name === name)!;
  const tables = new Set(stream.tables.map((table) => table.name));
  const batches: Batch[] = [];
  for await (const item of stream.read({
    state: new Map(),
    tables,
    signal,
    report: () => undefined,
    ...request,
  })) {
    if (item.kind !== 'batch') throw item.error;
    batches.push(item);
  }
  return batches;
}

export function idsOf(batches: readonly Batch[]): string[] {
  return batches.flatMap(({ records }) => records.map(({ text }) => (parseJson(text) as { id: string }).id));
}

/** Counts how many exchanges are open at a time. */
export function countOpen(transport: HttpTransport): {
  readonly transport: HttpTransport;
  readonly most: () => number;
} {
  let open = 0;
  let most = 0;
  return {
    most: () => most,
    transport: async (request) => {
      most = Math.max(most, ++open);
      try {
        return await transport(request);
      } finally {
        open -= 1;
      }
    },
  };
}

/** Requests since, those that learn what there is to read left out. */
export function requestsSince({ emulator }: Account, before: number): number {
  const isDefinition = (path: string): boolean => /\/properties\/|\/schemas/.test(path);
  return emulator.requests.slice(before).filter(({ path }) => !isDefinition(path)).length;
}
