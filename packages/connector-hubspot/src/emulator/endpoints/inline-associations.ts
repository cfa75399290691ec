import { jsonResponse } from '@etl/emulator-kit';
import type { Association } from '../associations/association-store.js';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import { readIdCursor, readLimit } from '../input/read-query.js';
import type { ObjectStore } from '../objects/object-store.js';
import { requireRecord, scopesOfBoth, storesOf } from './associations.js';
import { listAssociations } from './list-associations.js';
import { buildNext } from './next-page.js';

/** One line of an inline list: an id stands there once for each type of its association. */
interface InlineLine {
  readonly id: string;
  readonly type: string;
}

/** `associations` of a record, as lists and single reads carry it; only types with associations appear. */
export function renderInlineAssociations(
  context: HubspotContext,
  record: { readonly from: ObjectStore; readonly id: string },
  typeNames: readonly string[],
): object {
  const lists = typeNames.map((name) => {
    const to = context.objects.get(name);
    const lines = buildLines(record.from, to, listAssociations(context, record, to));
    return [keyOf(to), cut(lines, record, to, context.inlineAssociationPage)] as const;
  });
  const filled = lists.filter(([, { results }]) => results.length > 0);
  return filled.length > 0 ? { associations: Object.fromEntries(filled) } : {};
}

/** Where the links of inline lists lead. */
export const associationsPageEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/objects/{type}/{id}/associations/{toType}'],
  scopes: scopesOfBoth,
  respond: (request, context) => {
    const { from, to } = storesOf(request, context);
    const id = requireRecord(request, from);
    const after = readIdCursor(request);
    const limit = readLimit(request, 500, 500);
    const lines = buildLines(from, to, listAssociations(context, { from, id }, to));
    const rest = lines.filter((line) => Number(line.id) >= after);
    const next = rest[limit];
    const paging = next && { paging: { next: buildNext(request, next.id) } };
    return jsonResponse(200, JSON.stringify({ results: rest.slice(0, limit), ...paging }));
  },
};

function buildLines(
  from: ObjectStore,
  to: ObjectStore,
  associations: readonly Association[],
): readonly InlineLine[] {
  const name = `${singular(from)}_to_${singular(to)}`;
  return associations.flatMap(({ toId, types }) =>
    types.map(({ label }) => ({
      id: String(toId),
      type: label === null ? `${name}_unlabeled` : label === 'Primary' ? name : toTypeName(label),
    })),
  );
}

function cut(
  lines: readonly InlineLine[],
  { from, id }: { readonly from: ObjectStore; readonly id: string },
  to: ObjectStore,
  limit: number,
): { readonly results: readonly InlineLine[] } {
  const next = lines[limit];
  const link = `https://api.hubapi.com/crm/v3/objects/${from.type.name}/${id}/associations/${to.type.name}`;
  return {
    results: lines.slice(0, limit),
    ...(next && { paging: { next: { after: next.id, link: `${link}?after=${next.id}` } } }),
  };
}

/** Custom objects appear under their qualified name. */
function keyOf({ type }: ObjectStore): string {
  return type.typeId.startsWith('2-') ? (type.aliases[0] ?? type.name) : type.name;
}

function singular({ type }: ObjectStore): string {
  return type.typeId.startsWith('2-') ? type.name : (type.aliases[0] ?? type.name);
}

function toTypeName(label: string): string {
  return label.toLowerCase().replaceAll(/\W+/g, '_');
}
