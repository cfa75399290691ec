import type { SqlDialect } from '@etl/sql';
import { column, field, selectList, withParts } from '@etl/sql/models';

/** Columns of every table of CRM links, behind those that say whose links they are. */
export const LINK_COLUMNS = [
  column('system', 'string', 'The CRM, e.g. HubSpot or Salesforce; `unknown` where Gong does not say.'),
  column(
    'object_type',
    'string',
    'Account, Opportunity, Contact, Lead or User; Company counts as Account, Deal as Opportunity. Other words as sent, `unknown` where there is none.',
  ),
  column('object_id', 'string', 'Id of the object in the CRM.'),
  column('timing', 'string', 'Now, or TimeOfCall: the link and its fields as they were during the call.'),
  column('link_number', 'integer', 'Its place among the links, from 1, in the order Gong lists them.'),
  column('object_type_as_sent', 'string', 'The kind of object in Gong’s words.'),
  column('object_name', 'string', 'Name of the object: its field `name` or `dealname`.'),
  column('fields', 'json', 'Fields of the object that Gong imports, as a list of `{name, value}`.'),
];

/** What tells links of one owner apart. */
export const LINK_KEY = ['system', 'object_type', 'object_id', 'timing'];

export interface CrmLinks {
  readonly dialect: SqlDialect;
  /** A relation with its alias, for a FROM clause. */
  readonly from: string;
  /** Its columns that say whose links they are. */
  readonly owner: readonly string[];
  /** Its other columns that are passed on. */
  readonly keep?: readonly string[];
  /** Its column with JSON, and where in it the list of systems is. */
  readonly json: string;
  readonly path: readonly string[];
}

/**
 * SELECT of the links in a `context`: a list of systems, each with a list of objects. An object without an id links to
 * nothing. Of two links that are alike the first counts.
 */
export function selectCrmLinks({ dialect, from, owner, keep = [], json, path }: CrmLinks): string {
  const kept = [...owner, ...keep];
  const systems = selectList({
    dialect,
    from,
    keep: kept,
    json,
    path,
    number: 'system_number',
    fields: [field('system', 'string', 'system'), field('objects', 'json', 'objects')],
  });
  const objects = selectList({
    dialect,
    from: 'systems',
    keep: [...kept, 'system_number', 'system'],
    json: 'objects',
    path: [],
    number: 'object_number',
    fields: [
      field('sent_type', 'string', 'objectType'),
      field('object_id', 'string', 'objectId'),
      field('sent_timing', 'string', 'timing'),
      field('fields', 'json', 'fields'),
    ],
  });
  const names = selectList({
    dialect,
    from: 'links',
    keep: [...owner, 'link_number'],
    json: 'fields',
    path: [],
    number: 'field_number',
    fields: [field('field', 'string', 'name'), field('object_name', 'string', 'value')],
  });
  const ownerIs = (alias: string): string =>
    owner.map((name) => `${alias}.${name} = l.${name}`).join(' AND ');
  const key = [...owner, ...LINK_KEY].join(', ');
  return withParts(
    {
      systems,
      objects,
      links: [
        `SELECT ${kept.join(', ')}, coalesce(system, 'unknown') AS system, ${OBJECT_TYPE} AS object_type, object_id, ${TIMING} AS timing,`,
        `row_number() OVER (PARTITION BY ${owner.join(', ')} ORDER BY system_number, object_number) AS link_number, sent_type, fields`,
        'FROM objects WHERE object_id IS NOT NULL',
      ].join('\n'),
      first_links: `SELECT * FROM links QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY link_number) = 1`,
      names: [
        `SELECT * FROM (\n${names}\n) AS fields WHERE lower(field) IN ('name', 'dealname') AND object_name IS NOT NULL`,
        `QUALIFY row_number() OVER (PARTITION BY ${[...owner, 'link_number'].join(', ')} ORDER BY field_number) = 1`,
      ].join('\n'),
    },
    [
      `SELECT l.*, l.sent_type AS object_type_as_sent, n.object_name`,
      `FROM first_links AS l LEFT JOIN names AS n ON ${ownerIs('n')} AND n.link_number = l.link_number`,
    ].join('\n'),
  );
}

const OBJECT_TYPE = [
  'CASE lower(sent_type)',
  ...[
    ['account', 'Account'],
    ['company', 'Account'],
    ['opportunity', 'Opportunity'],
    ['deal', 'Opportunity'],
    ['contact', 'Contact'],
    ['lead', 'Lead'],
    ['user', 'User'],
  ].map(([sent, type]) => `WHEN '${sent}' THEN '${type}'`),
  "ELSE coalesce(sent_type, 'unknown') END",
].join(' ');

/** Without a timing it was not asked for, and then Gong gives what is true now. */
const TIMING =
  "CASE lower(sent_timing) WHEN 'now' THEN 'Now' WHEN 'timeofcall' THEN 'TimeOfCall' ELSE coalesce(sent_timing, 'Now') END";
