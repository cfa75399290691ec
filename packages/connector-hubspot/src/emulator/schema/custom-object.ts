import type { ObjectStores } from '../objects/object-stores.js';
import { buildCustomType } from '../objects/object-type.js';
import { formatInstant } from '../objects/read-property.js';
import type { PropertyInput } from './property-definition.js';
import type { PropertyRegistry } from './property-registry.js';

/** A kind of record that the account defined itself. */
export interface CustomObjectInput {
  /** Lower case, without the portal: `machines`. */
  readonly name: string;
  readonly labels?: { readonly singular: string; readonly plural: string };
  readonly properties?: readonly PropertyInput[];
  /** Names of types its records can be associated with. */
  readonly associatedTypes?: readonly string[];
}

/** A schema as the schemas endpoint describes it. */
export interface CustomObject {
  readonly typeId: string;
  readonly name: string;
  readonly archived: boolean;
  /** @param parts which of the long parts to include. */
  describe(parts: SchemaParts): object;
}

export interface SchemaParts {
  readonly properties: boolean;
  readonly associations: boolean;
  readonly audit: boolean;
}

/** The account's own kinds of record; can grow any time. */
export interface CustomObjects {
  /** @returns the type's id, `2-…`. */
  define(input: CustomObjectInput): string;
  archive(typeId: string): void;
  all(): readonly CustomObject[];
}

const FIRST_TYPE_NUMBER = 1_164_620;
const INTRODUCED = Date.UTC(2022, 0, 1);

export function createCustomObjects(
  objects: ObjectStores,
  properties: PropertyRegistry,
  portalId: number,
): CustomObjects {
  const known = new Map<string, CustomObject>();
  return {
    all: () => [...known.values()],
    archive: (typeId) => {
      const schema = known.get(typeId);
      if (schema === undefined) throw new Error(`There is no custom object ${typeId}: define it first.`);
      known.set(typeId, { ...schema, archived: true });
    },
    define: (input) => {
      const typeId = `2-${FIRST_TYPE_NUMBER + known.size}`;
      const { type } = objects.add(buildCustomType(input.name, typeId, portalId));
      for (const property of input.properties ?? []) {
        properties.define(type, { hubspotDefined: false, ...property });
      }
      const describe = (parts: SchemaParts, archived: boolean): object => ({
        ...describeNames(input, typeId, portalId),
        ...(parts.properties && { properties: properties.all(type).filter(({ archived: gone }) => !gone) }),
        ...(parts.associations && { associations: describeAssociations(input, typeId, objects) }),
        ...(parts.audit && { createdByUserId: 9_000_001, updatedByUserId: 9_000_001 }),
        archived,
        createdAt: formatInstant(INTRODUCED),
        updatedAt: formatInstant(INTRODUCED),
      });
      known.set(typeId, {
        typeId,
        name: input.name,
        archived: false,
        describe(parts) {
          return describe(parts, this.archived);
        },
      });
      return typeId;
    },
  };
}

function describeNames(
  { name, labels, properties = [] }: CustomObjectInput,
  typeId: string,
  portalId: number,
) {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const primary = properties[0]?.name ?? 'hs_object_id';
  return {
    id: typeId.slice(2),
    objectTypeId: typeId,
    name,
    fullyQualifiedName: `p${portalId}_${name}`,
    labels: labels ?? { singular: title.replace(/s$/, ''), plural: title },
    primaryDisplayProperty: primary,
    secondaryDisplayProperties: [],
    requiredProperties: [primary],
    searchableProperties: [primary],
  };
}

function describeAssociations(
  { name, associatedTypes = [] }: CustomObjectInput,
  typeId: string,
  objects: ObjectStores,
) {
  return associatedTypes.map((target, index) => {
    const { type } = objects.get(target);
    return {
      id: String(100 + index),
      fromObjectTypeId: typeId,
      toObjectTypeId: type.typeId,
      name: `${name}_to_${type.name}`,
    };
  });
}
