import { FatalError, scopeHash } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import type { InputPositions } from './input-positions.js';
import { nameOf, type ModelCatalog } from './model-catalog.js';
import { createModelContext, findThrough } from './model-context.js';
import type { Model, ModelInput } from './model.js';
import { nameScratchTables, type ScratchTables } from './scratch-tables.js';

/**
 * `created`: the table is new or has to be made anew. `whole`: everything is built and compared. `units`: only what
 * changed in the inputs. `idle`: nothing, for no input has changed.
 */
export type BuildMode = 'created' | 'whole' | 'units' | 'idle';

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
  readonly positions: InputPositions;
}

/**
 * Decides what to do about each model, in their order.
 *
 * @throws FatalError when a model's table is there and was made by something else.
 */
export function planModels(options: PlanOptions): (ModelPlan | SkippedModel)[] {
  const { transformer, models, catalog } = options;
  const plans = new Map<string, ModelPlan | SkippedModel>();
  for (const [number, model] of models.entries()) {
    requireOwn(model, transformer, catalog);
    const present = findPresent(model, catalog, plans);
    const reason = describeMissing(model, present);
    const plan =
      reason === undefined ? planBuild({ ...options, model, present, number, plans }) : { model, reason };
    plans.set(nameOf(model), plan);
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
  const isReachable = ([name, input]: readonly [string, ModelInput]): boolean => {
    const through = findThrough(model, input);
    return isThere(name) && (through === undefined || isThere(through.name));
  };
  return new Set(
    Object.entries(model.inputs)
      .filter(isReachable)
      .map(([name]) => name),
  );
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

interface BuildToPlan extends PlanOptions {
  readonly model: Model;
  readonly present: ReadonlySet<string>;
  readonly number: number;
  readonly plans: Plans;
}

function planBuild(options: BuildToPlan): ModelPlan {
  const { dialect, model, present, number } = options;
  const context = createModelContext({ dialect, model, present });
  const work = model.work?.steps(context);
  const fingerprint = scopeHash({
    sql: model.select(context),
    ...(work === undefined ? {} : { work: JSON.stringify(work) }),
    columns: columnsOf(dialect, model),
    primaryKey: model.primaryKey,
  });
  const scratch = nameScratchTables(number, model);
  return { model, present, scratch, fingerprint, mode: chooseMode(options, fingerprint) };
}

function chooseMode(options: BuildToPlan, fingerprint: string): BuildMode {
  const { dialect, model, catalog } = options;
  const isAsMade = columnsOf(dialect, model).join() === catalog.columnsOf(model).join();
  if (!isAsMade) return 'created';
  if (catalog.registered(model)?.fingerprint !== fingerprint) return 'whole';
  const states = [...options.present].map((input) => compareInput(options, input));
  if (states.includes('other')) return 'whole';
  return states.includes('changed') ? 'units' : 'idle';
}

/** How an input stands to what the model was last built from; `other`: its table was made anew. */
function compareInput(
  { model, catalog, positions, plans }: BuildToPlan,
  name: string,
): 'same' | 'changed' | 'other' {
  const input = model.inputs[name];
  if (input === undefined) return 'other';
  const plan = plans.get(nameOf(input));
  const mode = plan !== undefined && 'mode' in plan ? plan.mode : 'idle';
  const seen = catalog.positionOf(model, name);
  const now = positions.of(input);
  if (mode === 'created' || seen?.generation !== now.generation) return 'other';
  return mode !== 'idle' || seen.watermark !== now.watermark ? 'changed' : 'same';
}

function columnsOf({ describedTypes }: SqlDialect, { columns }: Model): readonly string[] {
  return columns.map(({ name, type }) => `${name} ${describedTypes[type]}`).sort();
}
