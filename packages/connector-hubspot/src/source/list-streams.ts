import type { CallContext } from '@etl/connector-kit';
import { isMissingScopeError, type SourceDependencies, type Stream } from '@etl/core';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { HubspotConfig } from '../config/config.js';
import { loadDefinitions } from '../objects/load-definitions.js';
import { buildStandardType, STANDARD_OBJECTS, type ObjectType } from '../objects/object-type.js';
import { createObjectStream, type ObjectStreamOptions } from '../streams/object-stream.js';
import { createRefusedStream } from '../streams/refused-stream.js';
import { buildObjectTable } from '../tables/object-table.js';

/** Every stream of the account. Asks for the properties of each kind of record: they are its columns. */
export async function listStreams(
  api: HubspotApi,
  context: CallContext,
  config: HubspotConfig,
  { clock }: SourceDependencies,
): Promise<readonly Stream[]> {
  const types = [...STANDARD_OBJECTS, ...config.additional_objects].map(buildStandardType);
  const options: ObjectStreamOptions = {
    api,
    clock,
    start: config.start_date,
    lookBack: config.look_back,
    refreshEvery: config.refresh_every,
    archivedEvery: config.archived_every,
  };
  return Promise.all(types.map((type) => openObjectStream(context, type, options)));
}

async function openObjectStream(
  context: CallContext,
  type: ObjectType,
  options: ObjectStreamOptions,
): Promise<Stream> {
  try {
    return createObjectStream(type, await loadDefinitions(options.api, context, type.path), options);
  } catch (error) {
    if (!isMissingScopeError(error)) throw error;
    return createRefusedStream(buildObjectTable(type, []), error);
  }
}
