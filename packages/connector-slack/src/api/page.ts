import { FatalError, type JsonObject, type SourceRecord } from '@etl/core';
import { isJsonObject, splitPage } from '@etl/core/json';

/** One answer of a method that lists things. */
export interface SlackPage {
  readonly records: readonly SourceRecord[];
  /** Items counted on the response's own text. */
  readonly fetched: number;
  /** The answer without its items. */
  readonly envelope: JsonObject;
  /** Where the next page begins; Slack writes an empty text for none. */
  readonly nextCursor: string | undefined;
  /** Whether there is more, with a cursor or without. */
  readonly hasMore: boolean;
}

/** @throws FatalError `malformed_page` when the list is not where it belongs. */
export function readPage(text: string, list: string): SlackPage {
  const { envelope, items, fetched } = splitPage(text, [list]);
  if (items === undefined) throw missingItems(list, envelope);
  const nextCursor = readNextCursor(envelope);
  return {
    records: items,
    fetched,
    envelope,
    nextCursor,
    hasMore: envelope.has_more === true || nextCursor !== undefined,
  };
}

export function readNextCursor({ response_metadata: metadata }: JsonObject): string | undefined {
  const cursor = isJsonObject(metadata) ? metadata.next_cursor : undefined;
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
}

function missingItems(list: string, envelope: JsonObject): FatalError {
  return new FatalError({
    code: 'malformed_page',
    message: `Slack’s answer has no list at "${list}"; its keys are: ${Object.keys(envelope).join(', ')}.`,
    remedy: 'Slack may have changed its answer; look for a newer version of the connector.',
  });
}
