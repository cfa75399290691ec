import { field, type JsonField, type ModelContext, selectList, withParts } from '@etl/sql/models';

export interface NestedList {
  /** Where in the call's record the outer list is. */
  readonly path: readonly string[];
  readonly number: string;
  readonly fields: readonly JsonField[];
  /** The inner list of each of its objects. */
  readonly items: {
    readonly path: string;
    readonly number: string;
    readonly fields: readonly JsonField[];
    /** Whether an outer object without items has a row, with number 0. */
    readonly areOptional: boolean;
  };
}

/** SELECT of a list of lists in the call's record: a row for each inner object, with what its outer object says. */
export function selectNestedList(
  { dialect, rows }: ModelContext,
  { path, number, fields, items }: NestedList,
): string {
  const outer = selectList({
    dialect,
    from: `${rows('calls')} AS calls`,
    keep: ['call_id'],
    json: 'record',
    path,
    number,
    fields: [...fields, field('items', 'json', items.path)],
  });
  const inner = selectList({
    dialect,
    from: 'outer_list',
    keep: ['call_id', number],
    json: 'items',
    path: [],
    number: items.number,
    fields: items.fields,
  });
  const outerColumns = fields.map(({ name }) => `o.${name}`);
  const innerColumns = items.fields.map(({ name }) => `i.${name}`);
  return withParts(
    { outer_list: outer, inner_list: inner },
    [
      `SELECT o.call_id, o.${number}, coalesce(i.${items.number}, 0) AS ${items.number}, ${[...outerColumns, ...innerColumns].join(', ')}`,
      `FROM outer_list AS o ${items.areOptional ? 'LEFT ' : ''}JOIN inner_list AS i ON i.call_id = o.call_id AND i.${number} = o.${number}`,
    ].join('\n'),
  );
}
