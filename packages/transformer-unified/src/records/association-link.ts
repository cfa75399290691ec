import { quoteText } from '@etl/sql';
import { column, type Model, type ModelInput } from '@etl/sql/models';
import { association } from '@etl/unified-model';
import type { Places } from '../places.js';
import { realmOf, recordKey } from '../sql/keys.js';
import { asInputs, selectNothing, sourceInputs, unionSources } from '../sql/source-inputs.js';
import { identityInput } from './record-model.js';

const COLUMNS = [
  column('association_key', 'string', 'Identifies the association over all sources.'),
  column('from_kind', 'string', 'Model of the first record.'),
  column('from_node', 'string', 'Its node; of an interaction, its key.'),
  column('from_entity', 'string', 'Contact, company or deal that it is; of an interaction, its key.'),
  column('to_kind', 'string', 'Model of the second record.'),
  column('to_node', 'string', 'Its node; of an interaction, its key.'),
  column('to_entity', 'string', 'Contact, company or deal that it is; of an interaction, its key.'),
  column('source', 'string', 'Name of the source in the configuration.'),
  column('association_id', 'string', 'Id of the association at the source.'),
  column('relation', 'string', 'What the source calls it.'),
  column('timing', 'string', '`now` or `then`.'),
  column('is_primary', 'boolean', 'Whether the source marks it as the main one.'),
];

/** What sources say belongs together, by whom the records are. */
export function associationLink(places: Places): Model {
  const sources = sourceInputs(places, association, (row, source) => [
    quoteText(source),
    row('association_id'),
  ]);
  return {
    schema: places.staging,
    name: 'association_link',
    description: 'One row per statement of a source that two records belong together, with whom they are.',
    primaryKey: ['association_key'],
    unit: ['source', 'association_id'],
    followedBy: ['association_key', 'from_kind', 'from_entity', 'to_kind', 'to_entity'],
    columns: COLUMNS,
    inputs: { ...asInputs(sources), identities: { ...identityInput(places), concerns: concernsEnds } },
    select: (context) => {
      const told = unionSources(
        context,
        sources,
        (rows, source) =>
          [
            `SELECT ${recordKey(source, 'association', 'a.association_id')} AS association_key, ${source} AS source, a.association_id,`,
            `a.from_kind, ${nodeOf(source, 'a.from_kind', 'a.from_id')} AS from_node,`,
            `a.to_kind, ${nodeOf(source, 'a.to_kind', 'a.to_id')} AS to_node,`,
            `a.relation, a.timing, a.is_primary FROM ${rows} AS a`,
          ].join(' '),
        selectNothing(context, COLUMNS),
      );
      const identities = context.rows('identities');
      return [
        "SELECT t.*, CASE WHEN t.from_kind = 'interaction' THEN t.from_node ELSE f.entity_id END AS from_entity,",
        "CASE WHEN t.to_kind = 'interaction' THEN t.to_node ELSE o.entity_id END AS to_entity",
        `FROM (\n${told}\n) AS t`,
        `LEFT JOIN ${identities} AS f ON f.node = t.from_node`,
        `LEFT JOIN ${identities} AS o ON o.node = t.to_node`,
      ].join('\n');
    },
  };
}

function nodeOf(source: string, kind: string, id: string): string {
  return `CASE WHEN ${kind} = 'interaction' THEN '' ELSE ${realmOf(kind)} || '/' END || ${source} || '/' || ${kind} || '/' || ${id}`;
}

const concernsEnds: NonNullable<ModelInput['concerns']> = ({ relation, column: changed, own }) => {
  const nodes = `SELECT ${changed('node')} FROM ${relation} AS c`;
  return `SELECT source, association_id FROM ${own} WHERE from_node IN (${nodes}) OR to_node IN (${nodes})`;
};
