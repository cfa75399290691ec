import { quoteText } from '@etl/sql';
import { column, type Model } from '@etl/sql/models';
import { interactionParticipant } from '@etl/unified-model';
import type { Places } from '../places.js';
import { identityInput } from '../records/record-model.js';
import { canonicalColumns, namesOf } from '../sql/columns.js';
import { partsOfNode, recordKey } from '../sql/keys.js';
import { asInputs, selectNothing, sourceInputs, unionSources } from '../sql/source-inputs.js';

const KIND = 'interaction_participant';
const TOLD = canonicalColumns(interactionParticipant, ['participant_id', 'interaction_id']);

/** Who took part, by all sources, and which contact that is. */
export function interactionParticipants(places: Places): Model {
  const sources = sourceInputs(places, interactionParticipant, (row, source) => [
    quoteText(source),
    row('participant_id'),
  ]);
  return {
    schema: places.unified,
    name: 'interaction_participants',
    description: 'One row per participant of an interaction.',
    primaryKey: ['participant_id'],
    unit: ['source', 'source_id'],
    followedBy: ['participant_id', 'interaction_id', 'contact_id'],
    columns: [
      column('participant_id', 'string', '`<source>/interaction_participant/<id at the source>`.'),
      column('source_id', 'string', 'Id at the source.'),
      column('interaction_id', 'string', 'The interaction; interactions.interaction_id.'),
      column('contact_id', 'string', 'Who it is; NULL: nobody can tell.'),
      ...TOLD,
    ],
    inputs: {
      ...asInputs(sources),
      identities: {
        ...identityInput(places),
        concerns: ({ relation, column: changed }) =>
          `SELECT ${partsOfNode(changed('node')).join(', ')} FROM ${relation} AS c WHERE ${changed('node')} LIKE '%/${KIND}/%'`,
      },
    },
    select: (context) => {
      const told = unionSources(
        context,
        sources,
        (rows, source) =>
          [
            `SELECT ${recordKey(source, KIND, 'p.participant_id')} AS participant_id, p.participant_id AS source_id,`,
            `${recordKey(source, 'interaction', 'p.interaction_id')} AS interaction_id, ${namesOf(TOLD, 'p')} FROM ${rows} AS p`,
          ].join(' '),
        selectNothing(context, [
          ...TOLD,
          { name: 'participant_id', type: 'string' },
          { name: 'source_id', type: 'string' },
          { name: 'interaction_id', type: 'string' },
        ]),
      );
      return `SELECT t.*, i.entity_id AS contact_id FROM (\n${told}\n) AS t\nLEFT JOIN ${context.rows('identities')} AS i ON i.node = 'contact/' || t.participant_id`;
    },
  };
}
