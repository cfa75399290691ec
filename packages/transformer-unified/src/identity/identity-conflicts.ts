import { column, type Model } from '@etl/sql/models';
import type { Places } from '../places.js';
import { identityInput } from '../records/record-model.js';

/** The longest list of claimants that is told. */
const LISTED = 20;

/** Where the sources contradict each other: what was not joined, and who is in question. */
export function identityConflicts(places: Places): Model {
  const links = `"${places.staging}".identity_link`;
  return {
    schema: places.unified,
    name: 'identity_conflicts',
    description: 'One row per value or participant that would have joined two that are not one.',
    primaryKey: ['node'],
    unit: ['node'],
    columns: [
      column('node', 'string', 'The value in question; of a `bridge`, who claims values of two.'),
      column('entity_kind', 'string', '`contact`, `company` or `deal`.'),
      column(
        'conflict',
        'string',
        '`value`: two claim it; `bridge`: it claims values of two; `chain`: two are joined over several that each fit.',
      ),
      column('entity_id', 'string', 'Whose it is nevertheless, by better claims; NULL: nobody’s.'),
      column('claimant_count', 'integer', 'Records and participants that are concerned.'),
      column('entity_count', 'integer', 'Entities that are concerned.'),
      column('entities', 'string', `Their ids, the first ${LISTED} of them, separated by commas.`),
      column(
        'evidence',
        'string',
        `Who claims what, the first ${LISTED} statements, separated by semicolons.`,
      ),
    ],
    inputs: {
      // What is in question now and was not, or no longer is, changed itself: the others are about what stands here.
      contested: identityInput(places, (row) => [row('node')]),
      links: {
        ...{ schema: places.staging, name: 'identity_link', kind: 'model' },
        concerns: ({ relation, column: changed, own }) =>
          `SELECT node FROM ${own} WHERE node IN (SELECT ${changed('value_node')} FROM ${relation} AS c UNION SELECT ${changed('node')} FROM ${relation} AS c)`,
      },
      identities: {
        ...identityInput(places),
        concerns: ({ relation, column: changed, own }) => {
          const nodes = `(SELECT ${changed('node')} FROM ${relation} AS c)`;
          const standing = `(SELECT node FROM ${own} WHERE node >= '')`;
          return [
            `SELECT value_node FROM ${links} WHERE value_node IN ${standing} AND node IN ${nodes}`,
            `UNION SELECT node FROM ${links} WHERE node IN ${standing} AND value_node IN ${nodes}`,
          ].join('\n');
        },
      },
    },
    select: ({ rows }) =>
      [
        `WITH contested AS (SELECT * FROM ${rows('contested')} AS c WHERE contested IS NOT NULL),`,
        'concerned AS (',
        `SELECT c.node AS subject, l.node AS other, l.node || ' by ' || l.source || ' ' || l.evidence AS statement`,
        `FROM contested AS c JOIN ${rows('links')} AS l ON l.value_node = c.node WHERE c.contested <> 'bridge' AND l.tier IS NOT NULL`,
        "UNION ALL SELECT c.node, l.value_node, l.value_node || ' by ' || l.source || ' ' || l.evidence",
        `FROM contested AS c JOIN ${rows('links')} AS l ON l.node = c.node WHERE c.contested = 'bridge' AND l.tier IS NOT NULL`,
        '), known AS (SELECT k.*, i.entity_id FROM concerned AS k',
        `LEFT JOIN ${rows('identities')} AS i ON i.node = k.other),`,
        `statements AS (SELECT subject, string_agg(statement, '; ' ORDER BY statement) AS evidence FROM (`,
        'SELECT subject, statement FROM known GROUP BY subject, statement',
        `QUALIFY row_number() OVER (PARTITION BY subject ORDER BY statement) <= ${LISTED}) AS told GROUP BY subject),`,
        `entities AS (SELECT subject, string_agg(entity_id, ', ' ORDER BY entity_id) AS entities FROM (`,
        'SELECT subject, entity_id FROM known WHERE entity_id IS NOT NULL GROUP BY subject, entity_id',
        `QUALIFY row_number() OVER (PARTITION BY subject ORDER BY entity_id) <= ${LISTED}) AS told GROUP BY subject),`,
        'counted AS (SELECT subject, count(DISTINCT other) AS claimant_count, count(DISTINCT entity_id) AS entity_count FROM known GROUP BY subject)',
        "SELECT c.node, split_part(c.node, '/', 1) AS entity_kind, c.contested AS conflict, c.entity_id,",
        'n.claimant_count, n.entity_count, e.entities, s.evidence FROM contested AS c',
        'LEFT JOIN counted AS n ON n.subject = c.node LEFT JOIN entities AS e ON e.subject = c.node LEFT JOIN statements AS s ON s.subject = c.node',
      ].join('\n'),
  };
}
