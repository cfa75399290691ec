import type { ObjectType } from '../objects/object-type.js';
import type { PropertyDefinition, PropertyInput } from './property-definition.js';
import { defineProperty } from './property-definition.js';
import { standardProperties } from './standard-properties.js';

/** Which properties each type has; can change while clients read. */
export interface PropertyRegistry {
  /** Adds a property, or replaces it. */
  define(type: ObjectType, property: PropertyInput): void;
  /** It stays listed under `archived=true`, and its values are no longer handed out. */
  archive(type: ObjectType, name: string, at: string): void;
  all(type: ObjectType): readonly PropertyDefinition[];
  /** `undefined` when there is none, or it is archived. */
  find(type: ObjectType, name: string): PropertyDefinition | undefined;
}

export function createPropertyRegistry(): PropertyRegistry {
  const byType = new Map<string, Map<string, PropertyDefinition>>();
  const propertiesOf = (type: ObjectType): Map<string, PropertyDefinition> => {
    const known = byType.get(type.typeId);
    if (known !== undefined) return known;
    const created = new Map(standardProperties(type).map((input) => [input.name, defineProperty(input)]));
    byType.set(type.typeId, created);
    return created;
  };
  return {
    define: (type, property) => {
      propertiesOf(type).set(property.name, defineProperty(property));
    },
    archive: (type, name, at) => {
      const property = propertiesOf(type).get(name);
      if (property === undefined) throw new Error(`${type.name} have no property ${name} to archive.`);
      propertiesOf(type).set(name, { ...property, archived: true, archivedAt: at });
    },
    all: (type) => [...propertiesOf(type).values()],
    find: (type, name) => {
      const property = propertiesOf(type).get(name);
      return property?.archived === false ? property : undefined;
    },
  };
}
