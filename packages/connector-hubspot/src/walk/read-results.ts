import { FatalError, TransientError, type JsonObject, type SourceRecord } from '@etl/core';
import { splitPage } from '@etl/core/json';

/** An answer's list, and the rest of it. */
export interface Results {
  readonly items: readonly SourceRecord[];
  readonly envelope: JsonObject;
}

/** @throws FatalError when there is no list where it belongs: never an empty one. */
export function readResults(text: string, key = 'results'): Results {
  const { envelope, items } = splitPage(text, [key]);
  if (items !== undefined) return { items, envelope };
  throw explainMalformed(`has no list of ${key}`, envelope);
}

export function explainMalformed(what: string, envelope: JsonObject): FatalError {
  return new FatalError({
    code: 'malformed_page',
    message: `HubSpot’s answer ${what}; its keys are: ${Object.keys(envelope).join(', ')}.`,
    remedy: 'HubSpot may have changed its answer; look for a newer version of the connector.',
  });
}

/**
 * Invariant 5: what was asked for by id comes, or is said not to be there.
 *
 * @throws TransientError when some ids are passed over in silence.
 */
export function requireAnswered(what: string, asked: number, found: number, absent: number): void {
  if (found + absent >= asked) return;
  throw new TransientError({
    code: 'hubspot_unanswered_ids',
    message: `HubSpot was asked for ${what} of ${asked} ids, told those of ${found} and named ${absent} that have none.`,
    remedy: 'Run again later; what was read so far is kept.',
  });
}
