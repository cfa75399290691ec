import {
  field,
  type ModelContext,
  type ModelInput,
  type Places,
  selectList,
  withParts,
} from '@etl/sql/models';

/** Links of calls, as input of models of the objects that are linked: a unit is `<system>:<object id>`. */
export function linkedObjectsInput({ marts }: Places): ModelInput {
  return {
    schema: marts,
    name: 'call_crm_links',
    kind: 'model',
    unit: (row) => [`${row('system')} || ':' || ${row('object_id')}`],
  };
}

export interface CrmObjects {
  readonly objectType: 'Account' | 'Opportunity';
  /** Names of CRM fields, lower case, by the column they give; the first that has a value counts. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/**
 * SELECT of the objects of one type that calls are about: `record_id`, `object_name` and a text for each of `fields`. What
 * is true now goes before what was true during a call, and the latest call before earlier ones.
 */
export function selectCrmObjects(
  { dialect, rows }: ModelContext,
  { objectType, fields }: CrmObjects,
): string {
  const list = selectList({
    dialect,
    from: 'objects',
    keep: ['record_id'],
    json: 'fields',
    path: [],
    number: 'field_number',
    fields: [field('field', 'string', 'name'), field('text', 'string', 'value')],
  });
  const columns = Object.entries(fields).map(([column, names]) => {
    const found = names.map((name) => `max(CASE WHEN field = '${name}' THEN text END)`);
    return `coalesce(${[...found, 'NULL'].join(', ')}) AS ${column}`;
  });
  return withParts(
    {
      objects: [
        `SELECT system || ':' || object_id AS record_id, object_name, fields`,
        `FROM ${rows('links')} AS links WHERE object_type = '${objectType}'`,
        'QUALIFY row_number() OVER (PARTITION BY system, object_id',
        "ORDER BY CASE timing WHEN 'Now' THEN 0 ELSE 1 END, call_started_at DESC NULLS LAST, call_id DESC, timing) = 1",
      ].join('\n'),
      object_fields: `SELECT record_id, lower(field) AS field, text FROM (\n${list}\n) AS list`,
      values_of_objects: `SELECT record_id, ${columns.join(', ')}\nFROM object_fields GROUP BY record_id`,
    },
    `SELECT o.record_id, o.object_name, ${Object.keys(fields)
      .map((column) => `v.${column}`)
      .join(', ')}\nFROM objects AS o LEFT JOIN values_of_objects AS v ON v.record_id = o.record_id`,
  );
}
