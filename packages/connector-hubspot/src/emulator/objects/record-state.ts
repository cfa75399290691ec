/** `null`: cleared. */
export type PropertyValue = string | null;

export type Properties = Readonly<Record<string, PropertyValue>>;

/** Where a record's values come from: a plain object, or a generator that makes them when asked. */
export interface PropertySource {
  /** `undefined`: never set. */
  valueOf(name: string): PropertyValue | undefined;
  /** Names that may have values. */
  names(): readonly string[];
}

/** A property was set. */
export interface PropertyEdit {
  readonly name: string;
  readonly value: PropertyValue;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** HubSpot's word for who did it: `CRM_UI`, `IMPORT`, `CALCULATED`, … */
  readonly source: string;
}

/** A record at one moment. Instants in milliseconds since the epoch. */
export interface RecordState {
  /** Digits. */
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt?: number;
  readonly base: PropertySource;
  /** Laid over `base`. */
  readonly changes: Properties;
  /** What was set since the record was created, oldest first. */
  readonly edits: readonly PropertyEdit[];
  /** Records that were merged into this one. */
  readonly mergedIds: readonly string[];
  /** Members of the record beside HubSpot's own, as they come with a new version of the API. */
  readonly extraMembers: Readonly<Record<string, unknown>>;
}

export function fromProperties(properties: Properties): PropertySource {
  return {
    valueOf: (name) => (Object.hasOwn(properties, name) ? properties[name] : undefined),
    names: () => Object.keys(properties),
  };
}

/** A value that was set, without those HubSpot keeps itself. */
export function readStored(state: RecordState, name: string): PropertyValue | undefined {
  return Object.hasOwn(state.changes, name) ? state.changes[name] : state.base.valueOf(name);
}
