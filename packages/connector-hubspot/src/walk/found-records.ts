import type { SourceRecord } from '@etl/core';

/** Records that a list or a search has found. */
export interface FoundRecords {
  readonly ids: readonly string[];
  readonly records: readonly SourceRecord[];
  /** Whether the records carry what was asked for; if not, only their ids are good for anything. */
  readonly isComplete: boolean;
}

/** Several pages as one, as soon as they hold `size` ids. */
export async function* gather<Page extends FoundRecords>(
  pages: AsyncIterable<Page>,
  size: number,
): AsyncGenerator<readonly Page[]> {
  let gathered: Page[] = [];
  let count = 0;
  for await (const page of pages) {
    gathered.push(page);
    count += page.ids.length;
    if (count < size) continue;
    yield gathered;
    gathered = [];
    count = 0;
  }
  if (gathered.length > 0) yield gathered;
}
