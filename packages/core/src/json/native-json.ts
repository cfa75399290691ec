import type { RawNumber } from '../contracts/record.js';

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** What Node's `JSON` offers since version 21 and TypeScript's library does not know yet. */
interface JsonWithSource {
  parse(text: string, reviver?: SourceReviver): unknown;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
}

export const nativeJson = JSON as unknown as JsonWithSource;
