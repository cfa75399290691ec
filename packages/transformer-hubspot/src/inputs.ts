import type { ModelInput, Places, UnitOf } from '@etl/sql/models';

/** A table of HubSpot's records, one unit a record. */
export function recordsInput({ raw }: Places, name: string): ModelInput {
  return { schema: raw, name, kind: 'loaded', unit: (row) => [row('id')] };
}

/** The same for models of several kinds of records, whose units are kind and id. */
export function kindInput({ raw }: Places, name: string, kind: string): ModelInput {
  return { schema: raw, name, kind: 'loaded', unit: (row) => [`'${kind}'`, row('id')], isOptional: true };
}

/** A model of this transformer. */
export function modelInput(schema: string, name: string, unit: UnitOf): ModelInput {
  return { schema, name, kind: 'model', unit };
}

export function optional(input: ModelInput): ModelInput {
  return { ...input, isOptional: true };
}
