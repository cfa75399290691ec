import type { Model } from '@etl/sql/models';
import type { Places } from '../places.js';
import { participantsInput, selectSubjects, subjectsInput, timeline } from './timelines.js';

/** What happened with each person. */
export function contactTimeline(places: Places): Model {
  return timeline(places, {
    entity: 'contact',
    evidence: '`participant`: took part; `association`: a source says that it is about the person.',
    inputs: { participants: participantsInput(places), subjects: subjectsInput(places) },
    select: ({ rows }) =>
      bestEvidence(
        [
          `SELECT contact_id AS entity_id, interaction_id, 1 AS place FROM ${rows('participants')} AS p WHERE contact_id IS NOT NULL`,
          `SELECT entity_id, interaction_id, 2 FROM (\n${selectSubjects(rows('subjects'), 'person')}\n) AS s`,
        ],
        ['participant', 'association'],
      ),
  });
}

/** What happened with each deal. */
export function dealTimeline(places: Places): Model {
  return timeline(places, {
    entity: 'deal',
    evidence: '`association`: a source says that it is about the deal.',
    inputs: { subjects: subjectsInput(places) },
    select: ({ rows }) =>
      bestEvidence(
        [
          `SELECT entity_id, interaction_id, 1 AS place FROM (\n${selectSubjects(rows('subjects'), 'opportunity')}\n) AS s`,
        ],
        ['association'],
      ),
  });
}

/** What happened with each company: as a source says, through a deal, or through people who belong to it. */
export function companyTimeline(places: Places): Model {
  const { unified, staging } = places;
  return timeline(places, {
    entity: 'company',
    evidence:
      '`association`: a source says that it is about the company; `deal`: about a deal with it; `participant`: somebody of it took part.',
    inputs: {
      participants: participantsInput(places),
      subjects: subjectsInput(places),
      deals: {
        ...{ schema: unified, name: 'deals', kind: 'model' },
        concerns: ({ relation, column: changed }) =>
          selectConcerned(
            `"${staging}".association_link`,
            `SELECT ${changed('deal_id')} FROM ${relation} AS c`,
          ),
      },
      contacts: {
        ...{ schema: unified, name: 'contacts', kind: 'model' },
        concerns: ({ relation, column: changed }) =>
          `SELECT interaction_id FROM "${unified}".interaction_participants WHERE contact_id IN (SELECT ${changed('contact_id')} FROM ${relation} AS c)`,
      },
    },
    select: ({ rows }) =>
      bestEvidence(
        [
          `SELECT entity_id, interaction_id, 1 AS place FROM (\n${selectSubjects(rows('subjects'), 'organization')}\n) AS s`,
          `SELECT d.company_id, s.interaction_id, 2 FROM (\n${selectSubjects(rows('subjects'), 'opportunity')}\n) AS s JOIN ${rows('deals')} AS d ON d.deal_id = s.entity_id WHERE d.company_id IS NOT NULL`,
          `SELECT c.company_id, p.interaction_id, 3 FROM ${rows('participants')} AS p JOIN ${rows('contacts')} AS c ON c.contact_id = p.contact_id WHERE c.company_id IS NOT NULL AND p.is_internal IS DISTINCT FROM TRUE`,
        ],
        ['association', 'deal', 'participant'],
      ),
  });
}

function selectConcerned(associations: string, deals: string): string {
  return [
    `SELECT from_entity FROM ${associations} WHERE from_kind = 'interaction' AND to_kind = 'opportunity' AND to_entity IN (${deals})`,
    `UNION SELECT to_entity FROM ${associations} WHERE to_kind = 'interaction' AND from_kind = 'opportunity' AND from_entity IN (${deals})`,
  ].join(' ');
}

/** Each pair once, by the evidence that comes first. */
function bestEvidence(selects: readonly string[], words: readonly string[]): string {
  const cases = words.map((word, index) => `WHEN ${index + 1} THEN '${word}'`).join(' ');
  return `SELECT entity_id, interaction_id, CASE min(place) ${cases} END AS evidence FROM (\n${selects.join('\nUNION ALL\n')}\n) AS found GROUP BY entity_id, interaction_id`;
}
