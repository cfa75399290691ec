import type { TransformerPlugin } from '@etl/core';
import type { ConformanceCheck } from '../check/conformance-check.js';
import type { ModelWarehouse } from './model-warehouse.js';

/** A canonical model, as far as a check needs to know it. */
export interface PublishedTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly required: boolean }[];
}

/** What the suite of a model transformer is told. */
export interface ModelDriver<Name extends string = string> {
  readonly plugin: TransformerPlugin;
  /** Name of the source it reads by default. */
  readonly source: string;
  /** The canonical models it publishes. */
  readonly published: readonly PublishedTable[];
  /** Tables beside them in the staging schema: steps on the way. */
  readonly steps: readonly string[];
  /** An empty warehouse. */
  readonly open: () => Promise<ModelWarehouse<Name>>;
  /** Records of each table, enough for a row in every model. */
  readonly records: Readonly<Record<Name, readonly object[]>>;
}

export type ModelCheck = ConformanceCheck<ModelDriver>;
