import type { EmulatorRequest } from '@etl/emulator-kit';

/** `paging.next` of a GET. */
export function buildNext({ path, query }: EmulatorRequest, after: string): object {
  const next = new URLSearchParams(query);
  next.set('after', after);
  return { after, link: `https://api.hubapi.com${path}?${next.toString()}` };
}

/** A page as it is, or turned around by an injected fault. */
export function orderPage<Item>({ pageFault }: EmulatorRequest, page: readonly Item[]): readonly Item[] {
  return pageFault === 'reorder-page' ? page.toReversed() : page;
}
