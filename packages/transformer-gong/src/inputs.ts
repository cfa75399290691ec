import type { ModelInput, Places } from '@etl/sql/models';

/** The call's own table, one unit a call. */
export function callsInput({ raw }: Places): ModelInput {
  return { schema: raw, name: 'calls', kind: 'loaded', unit: (column) => [column('id')] };
}

/** A mart with the column `call_id`, for models that work call by call. */
export function martInput({ marts }: Places, name: string): ModelInput {
  return { schema: marts, name, kind: 'model', unit: (column) => [column('call_id')] };
}

/** The same, where a model can do without. */
export function optionalMartInput(places: Places, name: string): ModelInput {
  return { ...martInput(places, name), isOptional: true };
}
