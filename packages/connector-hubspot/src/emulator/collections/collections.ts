import type { EmulatorClock } from '@etl/emulator-kit';
import type { Collection, CollectionRules } from './collection.js';
import { createCollection } from './collection.js';
import type { ListMemberships } from './list-memberships.js';
import { createListMemberships } from './list-memberships.js';

/** What an account has beside CRM records. Members are records in HubSpot's own shapes. */
export interface Collections {
  readonly owners: Collection;
  /** Lists of records, identified by `listId`. */
  readonly lists: Collection;
  readonly memberships: ListMemberships;
  readonly forms: Collection;
  readonly marketingEmails: Collection;
  /** `parts` holds what the endpoints below a campaign answer: `reports/metrics`, `reports/revenue`, `budget/totals`. */
  readonly campaigns: Collection;
  /** Pipelines, in a collection for each object type's plural name. */
  pipelines(typeName: string): Collection;
  /** What was sent in through a form, identified by `conversionId`; `submittedAt` in milliseconds since the epoch. */
  submissions(formId: string): Collection;
}

/** A change of an owner's user does not show in `updatedAt`, and who left has no user. */
const OWNER_RULES: CollectionRules = {
  touch: () => ({}),
  archived: { archived: true, userId: null },
};

const LIST_RULES: CollectionRules = {
  idKey: 'listId',
  touch: (now) => ({ updatedAt: new Date(now).toISOString(), hs_lastmodifieddate: String(now) }),
};

export function createCollections(clock: EmulatorClock): Collections {
  return {
    owners: createCollection(clock, OWNER_RULES),
    lists: createCollection(clock, LIST_RULES),
    memberships: createListMemberships(clock),
    forms: createCollection(clock),
    marketingEmails: createCollection(clock),
    campaigns: createCollection(clock),
    pipelines: createEach(() => createCollection(clock)),
    submissions: createEach(() => createCollection(clock, { idKey: 'conversionId' })),
  };
}

/** A collection for each key, made when it is first asked for. */
function createEach(create: () => Collection): (key: string) => Collection {
  const known = new Map<string, Collection>();
  return (key) => {
    const collection = known.get(key) ?? create();
    known.set(key, collection);
    return collection;
  };
}
