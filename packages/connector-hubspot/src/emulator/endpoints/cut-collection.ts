import type { EmulatorRequest } from '@etl/emulator-kit';
import { cutPage } from '@etl/emulator-kit';
import { invalidInput } from '../errors/hubspot-refusal.js';
import { buildNext } from './next-page.js';

/** A page of a list whose `after` is opaque: base64 of how many items came before. */
export function cutCollection(request: EmulatorRequest, items: readonly object[], limit: number): object {
  const offset = decodeOffset(request.query.get('after'));
  const page = cutPage(items, { offset, size: limit }, request.pageFault);
  const paging = page.nextOffset !== undefined && {
    paging: { next: buildNext(request, encodeOffset(page.nextOffset)) },
  };
  return { results: page.items, ...paging };
}

function encodeOffset(offset: number): string {
  return Buffer.from(`${offset}|`).toString('base64');
}

function decodeOffset(after: string | null): number {
  if (after === null || after === '') return 0;
  const offset = /^(\d+)\|$/.exec(Buffer.from(after, 'base64').toString())?.[1];
  if (offset === undefined) throw invalidInput(`Invalid after: "${after}" is not a cursor of this list`);
  return Number(offset);
}
