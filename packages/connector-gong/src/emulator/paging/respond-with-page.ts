import type { EmulatorRequest, EmulatorResponse } from '@etl/emulator-kit';
import { Refusal, cutPage, jsonResponse } from '@etl/emulator-kit';
import type { GongContext } from '../gong-endpoint.js';
import type { CursorPayload } from './cursor.js';
import { CURSOR_LIFETIME_SECONDS, signCursor, verifyCursor } from './cursor.js';
import { hashRequest, readCursor } from './request-input.js';

/** A list to be served in pages. */
export interface Listing<Item> {
  /** Key of the items in the answer. */
  readonly key: string;
  /** In the order they are paged. */
  readonly items: readonly Item[];
  /** `totalRecords`: can be more than what is listed. */
  readonly total: number;
  /** The item's JSON text. */
  textOf(item: Item): string;
  /** Where to go on after `item`; without it, cursors count items. */
  readonly keyset?: Keyset<Item>;
  /** What the answer holds beside its items. */
  readonly envelope?: object;
  /** Answered with status 404 when a filter finds nothing; lists without filters answer an empty one. */
  readonly emptyMessage?: string;
}

/** Where an item stands in the order of its list. */
export interface Position {
  readonly rank: number;
  readonly callId: string;
}

/** Cursors that name the last item served, so that changes before it move nothing. */
export interface Keyset<Item> {
  position(item: Item): Position;
}

/** Serves the page the request's cursor leads to, or the first. Throws `Refusal` for a cursor that does not fit. */
export function respondWithPage<Item>(
  request: EmulatorRequest,
  context: GongContext,
  listing: Listing<Item>,
): EmulatorResponse {
  const cursor = openCursor(request, context);
  if (!cursor && listing.emptyMessage !== undefined && listing.items.length === 0) {
    throw new Refusal(404, listing.emptyMessage);
  }
  const chain = cursor ?? startChain(request, context, listing);
  const range = { offset: findOffset(listing, chain), size: context.pageSize };
  const { items, nextOffset } = cutPage(listing.items, range, request.pageFault);
  const records = {
    totalRecords: chain.total,
    currentPageSize: items.length,
    currentPageNumber: chain.pageNumber,
    ...(nextOffset !== undefined && { cursor: continueChain(chain, listing, nextOffset, context) }),
  };
  const texts = items.map((item) => listing.textOf(item));
  return respondWithItems(context, listing.key, texts, { ...listing.envelope, records });
}

/** What a cursor to the first page would carry. */
function startChain(
  request: EmulatorRequest,
  { pageSize }: GongContext,
  { total }: { readonly total: number },
): CursorPayload {
  const exp = Math.floor(request.at / 1000) + CURSOR_LIFETIME_SECONDS;
  return { pageSize, total, pageNumber: 0, exp, requestHash: hashRequest(request) };
}

function continueChain<Item>(
  { pageSize, total, pageNumber, exp, requestHash }: CursorPayload,
  listing: Listing<Item>,
  nextOffset: number,
  { cursorSecret }: GongContext,
): string {
  const chain = { pageSize, total, pageNumber: pageNumber + 1, exp, requestHash };
  return signCursor({ ...locate(listing, nextOffset), ...chain }, cursorSecret);
}

/** The success envelope. `texts` travel as they stand; `envelope` is what stands beside them. */
export function respondWithItems(
  context: GongContext,
  key: string,
  texts: readonly string[],
  envelope: object,
): EmulatorResponse {
  const head = JSON.stringify({ requestId: context.nextRequestId(), ...envelope }).slice(0, -1);
  return jsonResponse(200, `${head},"${key}":[${texts.join(',')}]}`);
}

/** The success envelope around one record. `text` travels as it stands. */
export function respondWithOne(context: GongContext, key: string, text: string): EmulatorResponse {
  return jsonResponse(200, `{"requestId":"${context.nextRequestId()}","${key}":${text}}`);
}

function openCursor(request: EmulatorRequest, context: GongContext): CursorPayload | undefined {
  const cursor = readCursor(request);
  if (cursor === undefined) return undefined;
  return verifyCursor(cursor, {
    secret: context.cursorSecret,
    requestHash: hashRequest(request),
    now: request.at,
  });
}

function findOffset<Item>({ items, keyset }: Listing<Item>, cursor: CursorPayload): number {
  const { rank, callId } = cursor;
  if (!keyset || rank === undefined || callId === undefined) return cursor.offset ?? 0;
  const next = items.findIndex((item) => comparePositions(keyset.position(item), { rank, callId }) > 0);
  return next < 0 ? items.length : next;
}

function locate<Item>({ items, keyset }: Listing<Item>, offset: number): object {
  const last = items[offset - 1];
  return keyset && last !== undefined ? keyset.position(last) : { offset };
}

/** By rank, then by id. */
export function comparePositions(left: Position, right: Position): number {
  if (left.rank !== right.rank) return left.rank - right.rank;
  if (left.callId === right.callId) return 0;
  return left.callId < right.callId ? -1 : 1;
}
