import { quoteText } from '@etl/sql';
import { column, type Model, type ModelInput } from '@etl/sql/models';
import { interaction } from '@etl/unified-model';
import type { Places } from '../places.js';
import { identityInput } from '../records/record-model.js';
import { canonicalColumns, namesOf } from '../sql/columns.js';
import { recordKey, recordNode } from '../sql/keys.js';
import { asInputs, selectNothing, sourceInputs, unionSources } from '../sql/source-inputs.js';

const TOLD = canonicalColumns(interaction, ['interaction_id']);

/** Whatever happened, by all sources. */
export function interactions(places: Places): Model {
  const sources = sourceInputs(places, interaction, (row, source) => [
    quoteText(source),
    row('interaction_id'),
  ]);
  return {
    schema: places.unified,
    name: 'interactions',
    description: 'One row per call, meeting, e-mail, message, note or task of any source.',
    primaryKey: ['interaction_id'],
    unit: ['source', 'source_id'],
    followedBy: ['interaction_id'],
    columns: [
      column('interaction_id', 'string', '`<source>/interaction/<id at the source>`.'),
      column('source_id', 'string', 'Id at the source.'),
      ...TOLD,
      column('owner_contact_id', 'string', 'Host, sender or author; contacts.contact_id.'),
    ],
    inputs: { ...asInputs(sources), owners: { ...identityInput(places), concerns: concernsOwner } },
    select: (context) => {
      const told = unionSources(
        context,
        sources,
        (rows, source) =>
          `SELECT ${recordKey(source, 'interaction', 'i.interaction_id')} AS interaction_id, i.interaction_id AS source_id, ${namesOf(TOLD, 'i')} FROM ${rows} AS i`,
        selectNothing(context, [
          ...TOLD,
          { name: 'interaction_id', type: 'string' },
          { name: 'source_id', type: 'string' },
        ]),
      );
      const owner = recordNode('t.source', 'person', 't.owner_person_id');
      return `SELECT t.*, o.entity_id AS owner_contact_id FROM (\n${told}\n) AS t\nLEFT JOIN ${context.rows('owners')} AS o ON o.node = ${owner}`;
    },
  };
}

const concernsOwner: NonNullable<ModelInput['concerns']> = ({ relation, column: changed, own }) =>
  `SELECT source, source_id FROM ${own} WHERE ${recordNode('source', 'person', 'owner_person_id')} IN (SELECT ${changed('node')} FROM ${relation} AS c)`;
