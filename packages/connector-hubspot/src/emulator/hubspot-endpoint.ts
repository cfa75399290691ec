import type { EmulatorClock, EmulatorRequest, EmulatorResponse } from '@etl/emulator-kit';
import type { AssociationStore } from './associations/association-store.js';
import type { ObjectStores } from './objects/object-stores.js';
import type { Account } from './account.js';
import type { Collections } from './collections/collections.js';
import type { Principal } from './access/principal.js';
import type { Quotas } from './limits/quotas.js';
import type { CustomObjects } from './schema/custom-object.js';
import type { PropertyRegistry } from './schema/property-registry.js';
import type { SearchFaults } from './search/index-faults.js';

/** What every endpoint can use. */
export interface HubspotContext {
  readonly account: Account;
  readonly clock: EmulatorClock;
  readonly objects: ObjectStores;
  readonly properties: PropertyRegistry;
  readonly customObjects: CustomObjects;
  readonly associations: AssociationStore;
  readonly collections: Collections;
  readonly quotas: Quotas;
  /** Asked for on every request, because tests switch them. */
  readonly searchFaults: () => SearchFaults;
  readonly seed: number | string;
  /** In characters. */
  readonly longestSearchBody: number;
  /** Associations of one record that a batch answer holds. */
  readonly associationPage: number;
  /** Associations that a record in a list carries, per type. */
  readonly inlineAssociationPage: number;
}

/** One endpoint of the API: a file of its own in `endpoints/`, listed in `endpoints/every-endpoint.ts`. */
export interface HubspotEndpoint {
  readonly method: 'GET' | 'POST';
  /** The path with a version number, and the one with a date; `{version}` stands for any date. */
  readonly paths: readonly string[];
  /** What the caller must have been granted; `a|b` is granted by either. */
  scopes(request: EmulatorRequest, context: HubspotContext): readonly string[];
  /** Search has a limit of its own; default `app`. */
  readonly quota?: 'search';
  /** May throw `Refusal`. */
  respond(request: EmulatorRequest, context: HubspotContext, principal: Principal): EmulatorResponse;
}
