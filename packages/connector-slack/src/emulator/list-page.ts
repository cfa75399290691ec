import { jsonResponse, type EmulatorRequest, type EmulatorResponse } from '@etl/emulator-kit';
import type { EmulatedRecord } from './record-store.js';

/** A list, and where a record stands in it. Positions compare as text. */
export interface Listing {
  readonly name: string;
  readonly records: readonly EmulatedRecord[];
  readonly positionOf: (record: EmulatedRecord) => string;
  readonly pageSize: number;
}

/** The page that the request's token leads to. A token names the last record served, so changes before it move nothing. */
export function respondWithPage(request: EmulatorRequest, listing: Listing): EmulatorResponse {
  const { name, records, positionOf, pageSize } = listing;
  const after = decode(request.query.get('page_token') ?? '');
  const left = records
    .map((record) => ({ record, position: positionOf(record) }))
    .filter(({ position }) => position > after)
    .sort((one, other) => (one.position < other.position ? -1 : 1));
  const page = left.slice(0, pageSize);
  const last = left.length > pageSize ? page.at(-1) : undefined;
  const head = { total: records.length, ...(last && { next_page_token: encode(last.position) }) };
  const texts = page.map(({ record }) => record.text);
  return jsonResponse(200, `${JSON.stringify(head).slice(0, -1)},"${name}":[${texts.join(',')}]}`);
}

function encode(position: string): string {
  return Buffer.from(position).toString('base64url');
}

function decode(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}
