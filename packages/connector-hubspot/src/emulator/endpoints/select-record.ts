import type { EmulatorRequest } from '@etl/emulator-kit';
import type { HubspotContext } from '../hubspot-endpoint.js';
import type { InputObject } from '../input/read-body.js';
import { readTexts } from '../input/read-body.js';
import { readNames } from '../input/read-query.js';
import type { ObjectStore } from '../objects/object-store.js';
import { renderHistory } from '../objects/property-history.js';
import { chooseProperties, renderRecord } from '../objects/render-record.js';
import type { RecordState } from '../objects/record-state.js';
import { renderInlineAssociations } from './inline-associations.js';

/** What a request wants to know of each record. */
export interface RecordWishes {
  /** Empty: the type's defaults. */
  readonly properties: readonly string[];
  readonly propertiesWithHistory: readonly string[];
  /** Types whose associations stand inside the record. */
  readonly associations: readonly string[];
}

export function readQueryWishes(request: EmulatorRequest): RecordWishes {
  return {
    properties: readNames(request, 'properties'),
    propertiesWithHistory: readNames(request, 'propertiesWithHistory'),
    associations: readNames(request, 'associations'),
  };
}

/** A body cannot ask for associations: what it says of them is not looked at. */
export function readBodyWishes(body: InputObject): RecordWishes {
  return {
    properties: readTexts(body, 'properties'),
    propertiesWithHistory: readTexts(body, 'propertiesWithHistory'),
    associations: [],
  };
}

/** Renders records as the request wants them. */
export function buildRecordRenderer(
  context: HubspotContext,
  store: ObjectStore,
  wishes: RecordWishes,
): (state: RecordState) => object {
  const isDefined = (name: string): boolean => context.properties.find(store.type, name) !== undefined;
  const names = chooseProperties(store.type, wishes.properties, isDefined);
  const historic = wishes.propertiesWithHistory.filter(isDefined);
  return (state) => ({
    ...renderRecord(store.type, state, names),
    ...renderHistory(store.type, state, historic),
    ...renderInlineAssociations(context, { from: store, id: state.id }, wishes.associations),
  });
}
