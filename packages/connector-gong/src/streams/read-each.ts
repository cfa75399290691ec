import { type EtlError, isEtlError, MISSING_SCOPE, type PartitionFailure, type StreamItem } from '@etl/core';

/** Gong answers in about a second, so this many are needed to use three requests a second. */
const AT_A_TIME = 3;

/** How the parts of a stream are read one by one. */
export interface ReadEachOptions<Part> {
  readonly parts: readonly Part[];
  /** Names a part in events and errors. */
  readonly nameOf: (part: Part) => string;
  /** What one part holds; kept in memory until the part is read. */
  readonly read: (part: Part) => AsyncIterable<StreamItem>;
  /** Asked after a 404: whether the part has vanished since it was listed, so that there is nothing left to read. */
  readonly isGone?: (part: Part) => Promise<boolean>;
}

/**
 * Reads part after part, some at a time. A part that is refused on its own account ends as a failure of that part, and
 * the others go on; whatever concerns them all is thrown.
 */
export async function* readEach<Part>(options: ReadEachOptions<Part>): AsyncGenerator<StreamItem> {
  const { parts } = options;
  for (let start = 0; start < parts.length; start += AT_A_TIME) {
    const group = parts.slice(start, start + AT_A_TIME);
    // All of them end before the first failure is thrown: nothing is left behind that still makes requests.
    const readings = await Promise.allSettled(group.map((part) => readPart(options, part)));
    for (const reading of readings) {
      if (reading.status === 'rejected') throw reading.reason;
      yield* reading.value;
    }
  }
}

async function readPart<Part>(options: ReadEachOptions<Part>, part: Part): Promise<readonly StreamItem[]> {
  const items: StreamItem[] = [];
  try {
    for await (const item of options.read(part)) items.push(item);
    return items;
  } catch (error) {
    const failure = failureOf(options.nameOf(part), error);
    if (failure.error.http?.status === 404 && (await options.isGone?.(part)) === true) return [];
    return [...items, failure];
  }
}

/** @throws whatever `error` is, unless it concerns this part alone. */
export function failureOf(partition: string, error: unknown): PartitionFailure {
  if (!isEtlError(error) || !concernsOnePart(error)) throw error;
  return { kind: 'partition_failure', partition, error };
}

/** A scope, a wrong credential or a server that fails concerns all parts alike. */
function concernsOnePart({ code, kind, http }: EtlError): boolean {
  if (code === MISSING_SCOPE || kind === 'transient') return false;
  return http?.status === 400 || http?.status === 403 || http?.status === 404;
}
