import type { ModelInput, Places, UnitOf } from '@etl/sql/models';

/** An input whose rows say which units they are of. */
export type UnitInput = ModelInput & { readonly unit: UnitOf };

/** A table of the source. */
export function loadedInput({ raw }: Places, name: string, unit: UnitOf): UnitInput {
  return { schema: raw, name, kind: 'loaded', unit };
}

/** A mart of this transformer. */
export function martInput({ marts }: Places, name: string, unit: UnitOf): UnitInput {
  return { schema: marts, name, kind: 'model', unit };
}

/** A staging model of this transformer. */
export function stagingInput({ staging }: Places, name: string, unit: UnitOf): UnitInput {
  return { schema: staging, name, kind: 'model', unit };
}

export function optional(input: ModelInput): ModelInput {
  return { ...input, isOptional: true };
}

/**
 * An optional model whose rows reach the units of another input: those of its rows whose columns equal the ones named; of
 * no columns, all.
 */
export function reaching(
  input: ModelInput,
  through: string,
  on: Readonly<Record<string, string>> = {},
): ModelInput {
  return { ...input, isOptional: true, through: { input: through, on } };
}

/** The columns of one message. */
export const ofMessage: UnitOf = (row) => [row('channel_id'), row('ts')];

/** The columns of the thread that a message is in. */
export const ofThread: UnitOf = (row) => [row('channel_id'), row('root_ts')];

/** The columns of the day that a message was sent on. */
export const ofDay: UnitOf = (row) => [row('channel_id'), `CAST(${row('day')} AS DATE)`];
