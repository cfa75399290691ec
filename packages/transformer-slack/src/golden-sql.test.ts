import { join } from 'node:path';
import { findDialect } from '@etl/sql';
import { createModelContext } from '@etl/sql/models';
import { describe, expect, it } from 'vitest';
import { buildModels } from './build-models.js';

/** Every dialect that models are written for. */
const DIALECTS = ['duckdb'];

const PLACES = { source: 'slack', raw: 'SLACK', marts: 'SLACK_MARTS', staging: 'SLACK_STAGING' };
const models = buildModels(PLACES);

/** The SQL of each model as it was reviewed. A change is shown as a difference: read it, then `npx vitest run -u`. */
describe.each(DIALECTS)('the SQL for %s', (name) => {
  const dialect = findDialect(name);

  it.each(models.map((model) => [model.name, model] as const))(
    'of %s is the one reviewed',
    async (_, model) => {
      const present = new Set(Object.keys(model.inputs));
      const sql = model.select(createModelContext({ dialect, model, present }));
      const file = `${model.name.replaceAll('_', '-')}.sql`;
      const path = join(import.meta.dirname, '__fixtures__/sql', name, file);
      await expect(`${sql}\n`).toMatchFileSnapshot(path);
    },
  );
});

it('every order is one of columns that are never NULL', () => {
  const dialect = findDialect('duckdb');
  for (const model of models) {
    const present = new Set(Object.keys(model.inputs));
    const sql = model.select(createModelContext({ dialect, model, present }));
    for (const [, order = ''] of sql.matchAll(/ORDER BY ([^)]+)\)/g)) {
      expect(order, model.name).toMatch(/^(ts DESC|position|f[.]sender_id|value_as_sent)$/);
    }
  }
});
