import { type EmulatorRequest, Refusal } from '@etl/emulator-kit';
import type { ListName } from '../data/record-lists.js';
import { readMember, readPart } from '../data/record-list.js';
import type { GongContext, GongEndpoint } from '../gong-endpoint.js';
import { respondWithItems } from '../paging/respond-with-page.js';

interface ChildListDescription {
  readonly path: string;
  readonly scope: string;
  readonly list: ListName;
  /** The member of the list's records that names their owner, and the parameter that asks for it. */
  readonly owner: string;
  /** The member that holds the record as it is sent. */
  readonly item: string;
  /** Key of the items in the answer. */
  readonly key: string;
}

/** A list that comes whole for one owner; one without anything has status 200, whether there is such an owner or not. */
export function buildChildListEndpoint(description: ChildListDescription): GongEndpoint {
  const { path, scope, list, owner, item, key } = description;
  return {
    method: 'GET',
    path,
    scopes: [scope],
    respond: (request, context) => {
      const texts = readChildren(context, list, { owner, item }, requireParameter(request, owner));
      return respondWithItems(context, key, texts, {});
    },
  };
}

/** The records of one owner, as they are sent. */
export function readChildren(
  { data }: GongContext,
  list: ListName,
  { owner, item }: Pick<ChildListDescription, 'owner' | 'item'>,
  wanted: string,
): string[] {
  return data.lists[list]
    .all()
    .filter((text) => readMember(text, owner) === wanted)
    .map((text) => readPart(text, item) ?? 'null');
}

/** @throws Refusal 400 when the parameter is missing from the query. */
export function requireParameter({ query }: EmulatorRequest, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw new Refusal(400, `${name}: is required`);
  return value;
}
