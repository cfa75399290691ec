import type { CallContext } from '@etl/connector-kit';
import { isMissingScopeError, type SourceDependencies, type Stream } from '@etl/core';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { HubspotConfig } from '../config/config.js';
import { loadCustomObjects } from '../objects/custom-objects.js';
import { loadDefinitions } from '../objects/load-definitions.js';
import { buildStandardType, findType, type ObjectType } from '../objects/object-type.js';
import { createAssociationsStream } from '../streams/associations-stream.js';
import { createCollectionStreams } from '../streams/collection-streams.js';
import { createPipelinesStream, createPropertiesStream } from '../streams/definition-streams.js';
import { createHistoryStream } from '../streams/history-stream.js';
import { createListsStream, createMembershipsStream } from '../streams/lists-streams.js';
import { createObjectStream } from '../streams/object-stream.js';
import { createRefusedStream } from '../streams/refused-stream.js';
import { createSubmissionsStream } from '../streams/submissions-stream.js';
import { buildObjectTable } from '../tables/object-table.js';

/** Kinds of records that have pipelines; custom objects may have some, too. */
const WITH_PIPELINES = new Set(['deals', 'tickets', 'leads']);

const DEFAULT_ASSOCIATIONS = { contacts: ['companies'], deals: ['companies', 'contacts'] };

/** What all streams are made with. */
interface Parts {
  readonly api: HubspotApi;
  readonly config: HubspotConfig;
  readonly clock: SourceDependencies['clock'];
}

/** A kind of record, and its stream; refused when not even its properties may be seen. */
interface OpenedType {
  readonly type: ObjectType;
  readonly stream: Stream;
  readonly isRefused: boolean;
}

/** Every stream of the account. Asks for its kinds of records and their properties: they are the columns. */
export async function listStreams(
  api: HubspotApi,
  context: CallContext,
  config: HubspotConfig,
  { clock }: SourceDependencies,
): Promise<readonly Stream[]> {
  const parts: Parts = { api, config, clock };
  const standard = [...new Set(config.objects)].map(buildStandardType);
  const custom = config.custom_objects ? await loadCustomObjects(api, context) : [];
  const types = [...standard, ...custom];
  const opened = await Promise.all(types.map((type) => openType(parts, context, type)));
  const readable = opened.filter(({ isRefused }) => !isRefused).map(({ type }) => type);
  return [
    ...opened.map(({ stream }) => stream),
    ...createRelatedStreams(parts, types),
    createPropertiesStream(api, clock, readable),
    createPipelinesStream(api, clock, readable.filter(hasPipelines)),
    ...createCollectionStreams(api, clock),
    createSubmissionsStream({ api, clock, start: config.start_date, lookBack: config.look_back }),
    createListsStream(api, clock),
    createMembershipsStream({ api, clock, every: config.memberships_every }),
  ];
}

async function openType(
  { api, config, clock }: Parts,
  context: CallContext,
  type: ObjectType,
): Promise<OpenedType> {
  try {
    const definitions = await loadDefinitions(api, context, type.path);
    const options = { ...walkOptions({ api, config, clock }), archivedEvery: config.archived_every };
    return { type, stream: createObjectStream(type, definitions, options), isRefused: false };
  } catch (error) {
    if (!isMissingScopeError(error)) throw error;
    return { type, stream: createRefusedStream(buildObjectTable(type, []), error), isRefused: true };
  }
}

/** Streams that read more about records than their properties. */
function createRelatedStreams(parts: Parts, types: readonly ObjectType[]): readonly Stream[] {
  const { config } = parts;
  const find = (option: string) => (name: string) => findType(types, name, option);
  const chosen = config.associations ?? defaultAssociations(types);
  const pairs = Object.entries(chosen).map(([from, to]) => ({
    from: find('associations')(from),
    to: to.map(find('associations')),
  }));
  const associations = { ...walkOptions(parts), refreshEvery: config.associations_every };
  const histories = Object.entries(config.property_history).map(([name, properties]) =>
    createHistoryStream(find('property_history')(name), properties, walkOptions(parts)),
  );
  return [...(pairs.length === 0 ? [] : [createAssociationsStream(pairs, associations)]), ...histories];
}

function defaultAssociations(types: readonly ObjectType[]): Readonly<Record<string, readonly string[]>> {
  const isRead = (name: string): boolean => types.some(({ table }) => table === name);
  const pairs = Object.entries(DEFAULT_ASSOCIATIONS)
    .map(([from, to]) => [from, to.filter(isRead)] as const)
    .filter(([from, to]) => isRead(from) && to.length > 0);
  return Object.fromEntries(pairs);
}

function walkOptions({ api, config, clock }: Parts) {
  const { start_date: start, look_back: lookBack, refresh_every: refreshEvery } = config;
  return { api, clock, start, lookBack, refreshEvery };
}

function hasPipelines({ table, aliases }: ObjectType): boolean {
  return WITH_PIPELINES.has(table) || aliases !== undefined;
}
