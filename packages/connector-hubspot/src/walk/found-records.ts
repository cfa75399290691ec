import type { SourceRecord } from '@etl/core';

/** Records that a list or a search has found. */
export interface FoundRecords {
  readonly ids: readonly string[];
  readonly records: readonly SourceRecord[];
  /** Whether the records carry what was asked for; if not, only their ids are good for anything. */
  readonly isComplete: boolean;
}

/** Several pages as one, up to `size` ids. */
export async function* gather<Page extends FoundRecords>(
  pages: AsyncIterable<Page>,
  size: number,
): AsyncGenerator<readonly Page[]> {
  let gathered: Page[] = [];
  let count = 0;
  for await (const page of pages) {
    if (count > 0 && count + page.ids.length > size) {
      yield gathered;
      gathered = [];
      count = 0;
    }
    gathered.push(page);
    count += page.ids.length;
  }
  if (gathered.length > 0) yield gathered;
}
