import { join } from 'node:path';
import { findDialect } from '@etl/sql';
import { createModelContext } from '@etl/sql/models';
import { describe, expect, it } from 'vitest';
import { buildModels } from './build-models.js';

/** Every dialect that models are written for. */
const DIALECTS = ['duckdb'];

const PLACES = { source: 'gong', raw: 'GONG', marts: 'GONG_MARTS', staging: 'GONG_STAGING' };
const models = buildModels(PLACES);

/** The SQL of each model as it was reviewed. A change is shown as a difference: read it, then `npx vitest run -u`. */
describe.each(DIALECTS)('the SQL for %s', (name) => {
  const dialect = findDialect(name);

  it.each(models.map((model) => [model.name, model] as const))(
    'of %s is the one reviewed',
    async (_, model) => {
      const present = new Set(Object.keys(model.inputs));
      const sql = model.select(createModelContext({ dialect, model, present }));
      const file = join(
        import.meta.dirname,
        '__fixtures__/sql',
        name,
        `${model.name.replaceAll('_', '-')}.sql`,
      );
      await expect(`${sql}\n`).toMatchFileSnapshot(file);
    },
  );
});

it('every order says where NULLs go, or is one of columns that are never NULL', async () => {
  const dialect = findDialect('duckdb');
  const filled =
    /^((l[.]|p[.])?(link_number|system_number|object_number|field_number|participant_number|place|turn_number|value_as_sent|timing|call_id DESC)|CASE (l[.])?timing WHEN 'Now' THEN 0 ELSE 1 END|call_started_at DESC NULLS LAST)$/;
  for (const model of models) {
    const present = new Set(Object.keys(model.inputs));
    const sql = model.select(createModelContext({ dialect, model, present }));
    for (const [, order = ''] of sql.matchAll(/ORDER BY ([^)]+)\)/g)) {
      for (const column of order.split(', ')) expect(column, model.name).toMatch(filled);
    }
  }
});
