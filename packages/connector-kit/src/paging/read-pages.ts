import { createHash } from 'node:crypto';
import { FatalError, type JsonObject, type SourceRecord } from '@etl/core';
import { splitPage } from '@etl/core/json';
import type { CallContext } from '../http/call-context.js';
import type { Page, PagingOptions } from './page.js';

/**
 * Reads a list page by page to its end.
 *
 * @throws FatalError `paging_loop` when a cursor or a whole page comes a second time; @throws FatalError
 * `malformed_page` when the list is not where it belongs. When the signal aborts, its reason.
 */
export async function* readPages(context: CallContext, options: PagingOptions): AsyncGenerator<Page> {
  const guard = new LoopGuard();
  let cursor: string | undefined;
  do {
    context.signal.throwIfAborted();
    const page = await fetchPage(options, cursor);
    guard.seePage(page.records);
    cursor = options.nextCursor(page.envelope);
    if (cursor !== undefined) guard.seeCursor(cursor);
    yield page;
  } while (cursor !== undefined);
}

async function fetchPage(
  { fetchPage: fetchText, itemsPath }: PagingOptions,
  cursor: string | undefined,
): Promise<Page> {
  const { text } = await fetchText(cursor);
  const { envelope, items, fetched } = splitPage(text, itemsPath);
  if (items === undefined) throw missingItems(itemsPath, envelope);
  return { records: items, fetched, envelope, ...(cursor === undefined ? {} : { cursor }) };
}

/** A vendor that ignores the cursor sends the same page for ever, at times with a new cursor each time. */
class LoopGuard {
  readonly #cursors = new Set<string>();
  readonly #pages = new Set<string>();

  seeCursor(cursor: string): void {
    if (this.#cursors.has(cursor)) throw loop(`The cursor "${cursor.slice(0, 40)}" came a second time`);
    this.#cursors.add(cursor);
  }

  /** Compares the items alone: what surrounds them (request ids, counters) differs each time. */
  seePage(records: readonly SourceRecord[]): void {
    if (records.length === 0) return;
    const hash = createHash('sha256');
    for (const { text } of records) hash.update(text).update('\n');
    const digest = hash.digest('base64');
    if (this.#pages.has(digest)) throw loop(`The same page of ${records.length} items came a second time`);
    this.#pages.add(digest);
  }
}

function missingItems(itemsPath: readonly string[], envelope: JsonObject): FatalError {
  return new FatalError({
    code: 'malformed_page',
    message: `The page has no list at "${itemsPath.join('.')}"; its keys are: ${Object.keys(envelope).join(', ')}.`,
    remedy: 'The vendor may have changed its answer; look for a newer version of the connector.',
  });
}

function loop(found: string): FatalError {
  return new FatalError({
    code: 'paging_loop',
    message: `${found}, so the list would never end.`,
    remedy: 'The vendor ignores or repeats its cursor; report it to the author of the connector.',
  });
}
