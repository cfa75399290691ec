import { FatalError, scopeHash } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { nameOf, type ModelCatalog } from './model-catalog.js';
import { createModelContext } from './model-context.js';
import type { Model } from './model.js';
import { nameScratchTables, type ScratchTables } from './scratch-tables.js';

/**
 * `created`: the table is new or has to be made anew. `whole`: everything is built and compared. `units`: only what
 * changed in the inputs.
 */
export type BuildMode = 'created' | 'whole' | 'units';

export interface ModelPlan {
  readonly model: Model;
  /** Those of its inputs that are there. */
  readonly present: ReadonlySet<string>;
  readonly mode: BuildMode;
  readonly scratch: ScratchTables;
  /** Changes whenever the model would give other rows for the same inputs. */
  readonly fingerprint: string;
}

/** A model that cannot be built now, and why. */
export interface SkippedModel {
  readonly model: Model;
  readonly reason: string;
}

export interface PlanOptions {
  readonly dialect: SqlDialect;
  readonly transformer: string;
  readonly models: readonly Model[];
  readonly catalog: ModelCatalog;
}

/**
 * Decides what to do about each model, in their order.
 *
 * @throws FatalError when a model's table is there and was made by something else.
 */
export function planModels({
  dialect,
  transformer,
  models,
  catalog,
}: PlanOptions): (ModelPlan | SkippedModel)[] {
  const plans = new Map<string, ModelPlan | SkippedModel>();
  for (const [number, model] of models.entries()) {
    requireOwn(model, transformer, catalog);
    const present = findPresent(model, catalog, plans);
    const reason = describeMissing(model, present);
    plans.set(
      nameOf(model),
      reason === undefined
        ? planBuild({ dialect, model, present, number, catalog, plans })
        : { model, reason },
    );
  }
  return [...plans.values()];
}

type Plans = ReadonlyMap<string, ModelPlan | SkippedModel>;

function requireOwn(model: Model, transformer: string, catalog: ModelCatalog): void {
  const owner = catalog.registered(model)?.transformer;
  if (!catalog.exists(model) || owner === transformer) return;
  throw new FatalError({
    code: 'foreign_table',
    message: `The table ${nameOf(model)} exists and was made by ${owner ?? 'something else'}; nothing was written to it.`,
    remedy: 'Rename it, or choose another schema for the tables of this transformer.',
  });
}

/** A model that is planned will be there; one that is left out counts only while it still stands there. */
function findPresent(model: Model, catalog: ModelCatalog, plans: Plans): ReadonlySet<string> {
  const isThere = (input: string): boolean => {
    const table = model.inputs[input];
    if (table === undefined) return false;
    const plan = plans.get(nameOf(table));
    return (plan !== undefined && 'mode' in plan) || catalog.exists(table);
  };
  return new Set(Object.keys(model.inputs).filter(isThere));
}

function describeMissing({ inputs }: Model, present: ReadonlySet<string>): string | undefined {
  const missing = Object.entries(inputs).filter(([name]) => !present.has(name));
  const needed = missing.filter(([, { isOptional }]) => isOptional !== true);
  const named = present.size === 0 ? missing : needed;
  if (named.length === 0) return undefined;
  return named
    .map(([, input]) => `${nameOf(input)} is not ${input.kind === 'loaded' ? 'loaded' : 'built'}`)
    .join(', ');
}

interface BuildToPlan {
  readonly dialect: SqlDialect;
  readonly model: Model;
  readonly present: ReadonlySet<string>;
  readonly number: number;
  readonly catalog: ModelCatalog;
  readonly plans: Plans;
}

function planBuild(options: BuildToPlan): ModelPlan {
  const { dialect, model, present, number } = options;
  const sql = model.select(createModelContext({ dialect, model, present }));
  const fingerprint = scopeHash({ sql, columns: columnsOf(dialect, model), primaryKey: model.primaryKey });
  const scratch = nameScratchTables(number, model);
  return { model, present, scratch, fingerprint, mode: chooseMode(options, fingerprint) };
}

function chooseMode(
  { dialect, model, present, catalog, plans }: BuildToPlan,
  fingerprint: string,
): BuildMode {
  const isAsMade = columnsOf(dialect, model).join() === catalog.columnsOf(model).join();
  if (!isAsMade) return 'created';
  if (catalog.registered(model)?.fingerprint !== fingerprint) return 'whole';
  const isFollowed = [...present].every((name) => {
    const input = model.inputs[name];
    if (input === undefined) return false;
    const plan = plans.get(nameOf(input));
    if (plan !== undefined && 'mode' in plan && plan.mode === 'created') return false;
    return catalog.positionOf(model, name)?.generation === catalog.generationOf(input);
  });
  return isFollowed ? 'units' : 'whole';
}

function columnsOf({ describedTypes }: SqlDialect, { columns }: Model): readonly string[] {
  return columns.map(({ name, type }) => `${name} ${describedTypes[type]}`).sort();
}
