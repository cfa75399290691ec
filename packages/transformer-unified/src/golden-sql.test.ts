import { join } from 'node:path';
import { findDialect } from '@etl/sql';
import { createModelContext, type WorkStep } from '@etl/sql/models';
import { describe, expect, it } from 'vitest';
import { buildModels } from './build-models.js';
import { configSchema } from './config.js';
import { canonicalModels } from '@etl/unified-model';

/** Every dialect that models are written for. */
const DIALECTS = ['duckdb'];

const CONFIG = configSchema.parse({
  // Short lists, so that the SQL can be read.
  free_mail_domains: ['mail.example'],
  service_domains: ['service.example'],
  shared_mailboxes: ['info'],
  never_merge: [['crm/contact:1', 'crm/contact:2']],
});
const published = ['calls', 'crm'].flatMap((source) =>
  canonicalModels.map(({ name }) => ({ schema: `${source}_staging`, name, source, canonical: name })),
);
const models = buildModels({ unified: 'UNIFIED', staging: 'UNIFIED_STAGING', published }, CONFIG);

/** The SQL of each model as it was reviewed. A change is shown as a difference: read it, then `npx vitest run -u`. */
describe.each(DIALECTS)('the SQL for %s', (name) => {
  const dialect = findDialect(name);

  it.each(models.map((model) => [model.name, model] as const))(
    'of %s is the one reviewed',
    async (_, model) => {
      const present = new Set(Object.keys(model.inputs));
      const context = createModelContext({ dialect, model, present });
      const steps = (model.work?.steps(context) ?? []).flatMap(writeStep);
      const concerns = Object.entries(model.inputs).flatMap(([input, told]) => {
        const changed = { relation: 'changed', column: (column: string) => `c.${column}`, own: context.own };
        return told.concerns === undefined ? [] : [`-- units by ${input}\n${told.concerns(changed)}`];
      });
      const sql = [...concerns, ...steps, model.select(context)].join(';\n\n');
      const path = join(
        import.meta.dirname,
        '__fixtures__/sql',
        name,
        `${model.name.replaceAll('_', '-')}.sql`,
      );
      await expect(`${sql}\n`).toMatchFileSnapshot(path);
    },
  );
});

function writeStep(step: WorkStep): readonly string[] {
  if (typeof step === 'string') return [step];
  if ('repeat' in step) return [`-- until nothing changes\n${step.repeat.join(';\n')}`];
  const { when, then, otherwise = [] } = step;
  return [
    when,
    ...['-- if that changes rows', ...then.flatMap(writeStep)],
    ...(otherwise.length === 0 ? [] : ['-- otherwise', ...otherwise.flatMap(writeStep)]),
    '-- end',
  ];
}

it('every order says where NULLs go, or is one of columns that are never NULL', () => {
  const dialect = findDialect('duckdb');
  const filled = /^(is_participant|coalesce.*|TRUE|node|length\(key|key|statement|entity_id|.*NULLS LAST)$/;
  for (const model of models) {
    const present = new Set(Object.keys(model.inputs));
    const context = createModelContext({ dialect, model, present });
    const steps = (model.work?.steps(context) ?? []).flatMap(writeStep);
    const sql = [...steps, model.select(context)].join('\n');
    for (const [, order = ''] of sql.matchAll(/ORDER BY ([^)]+)\)/g)) {
      for (const column of order.split(', ')) expect(column, model.name).toMatch(filled);
    }
  }
});

it('no source is named that is not configured', () => {
  const sql = models.map((model) => {
    const present = new Set(Object.keys(model.inputs));
    return model.select(createModelContext({ dialect: findDialect('duckdb'), model, present }));
  });
  expect(sql.join('\n')).not.toMatch(/gong|hubspot|slack/i);
});
