import type { EmulatorRequest } from '@etl/emulator-kit';

/** `paging.next` of a GET. */
export function buildNext({ path, query }: EmulatorRequest, after: string): object {
  const next = new URLSearchParams(query);
  next.set('after', after);
  return { after, link: `https://api.hubapi.com${path}?${next.toString()}` };
}
