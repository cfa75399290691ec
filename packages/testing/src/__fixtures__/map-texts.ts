import type { Batch } from '@etl/core';

/** The batch with each record's text replaced. */
export function mapTexts(batch: Batch, map: (text: string) => string): Batch {
  return { ...batch, records: batch.records.map(({ text }) => ({ text: map(text) })) };
}

/** The text with its value replaced; texts that are not JSON stay as they are. */
export function parsedOr(text: string, map: (value: any) => unknown): string {
  try {
    return JSON.stringify(map(JSON.parse(text)));
  } catch {
    return text;
  }
}
