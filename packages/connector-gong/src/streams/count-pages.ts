import type { CountedRead, Page } from '@etl/connector-kit';
import { readCursor, readTotalRecords } from '../api/envelope.js';

/** What a list costs to read, from its first page; no other is fetched. Its total may count calls that Gong still analyses. */
export async function countPages(pages: AsyncIterable<Page>): Promise<CountedRead> {
  for await (const page of pages) return countByFirst(page);
  return { requests: 1, records: 0 };
}

function countByFirst({ envelope, fetched }: Page): CountedRead {
  if (readCursor(envelope) === undefined) return { requests: 1, records: fetched };
  const records = readTotalRecords(envelope);
  return { requests: Math.max(2, Math.ceil(records / Math.max(1, fetched))), records };
}
