import { column, type Model, type ModelContext, type ModelInput } from '@etl/sql/models';
import type { Places } from '../places.js';

/** Of the interaction, repeated so that a timeline can be read without a join. */
const EVENT = [
  column('source', 'string', 'Name of the source in the configuration.'),
  column('kind', 'string', '`call`, `meeting`, `email`, `message`, `note`, `task` or `other`.'),
  column('direction', 'string', '`inbound`, `outbound` or `internal`.'),
  column('started_at', 'timestamp', 'When it began, or was sent.'),
  column('title', 'string', 'Title or subject.'),
] as const;
const EVENT_NAMES = EVENT.map(({ name }) => `i.${name}`).join(', ');

interface Timeline {
  readonly entity: 'contact' | 'company' | 'deal';
  readonly evidence: string;
  readonly inputs: Readonly<Record<string, ModelInput>>;
  /** SELECT of `entity_id`, `interaction_id` and `evidence`, each pair once. */
  readonly select: (context: ModelContext) => string;
}

/** What happened with each, in the order in which it happened. A unit is an interaction. */
export function timeline(places: Places, { entity, evidence, inputs, select }: Timeline): Model {
  const id = `${entity}_id`;
  return {
    schema: places.unified,
    name: `${entity}_timeline`,
    description: `One row per ${entity} and interaction that it had a part in.`,
    primaryKey: [id, 'interaction_id'],
    unit: ['interaction_id'],
    followedBy: [id, 'interaction_id'],
    columns: [
      column(id, 'string', `The ${entity}.`),
      column('interaction_id', 'string', 'The interaction; interactions.interaction_id.'),
      column('evidence', 'string', evidence),
      ...EVENT,
    ],
    inputs: {
      interactions: {
        ...{ schema: places.unified, name: 'interactions', kind: 'model' },
        unit: (row) => [row('interaction_id')],
      },
      ...inputs,
    },
    select: (context) =>
      [
        `SELECT e.entity_id AS ${id}, e.interaction_id, e.evidence, ${EVENT_NAMES}`,
        `FROM (\n${select(context)}\n) AS e JOIN ${context.rows('interactions')} AS i ON i.interaction_id = e.interaction_id`,
      ].join('\n'),
  };
}

/** Participants, by the interaction they took part in. */
export function participantsInput({ unified }: Places): ModelInput {
  return {
    ...{ schema: unified, name: 'interaction_participants', kind: 'model' },
    unit: (row) => [row('interaction_id')],
  };
}

/** What a source says an interaction is about, by the interaction. */
export function subjectsInput({ staging }: Places): ModelInput {
  return {
    ...{ schema: staging, name: 'association_link', kind: 'model' },
    unit: (row) => [
      `CASE WHEN ${row('from_kind')} = 'interaction' THEN ${row('from_entity')} WHEN ${row('to_kind')} = 'interaction' THEN ${row('to_entity')} END`,
    ],
  };
}

/** SELECT of `interaction_id` and `entity_id` of what interactions are about, of one kind. */
export function selectSubjects(associations: string, kind: string): string {
  return [
    `SELECT a.from_entity AS interaction_id, a.to_entity AS entity_id FROM ${associations} AS a WHERE a.from_kind = 'interaction' AND a.to_kind = '${kind}' AND a.to_entity IS NOT NULL`,
    `UNION SELECT a.to_entity, a.from_entity FROM ${associations} AS a WHERE a.to_kind = 'interaction' AND a.from_kind = '${kind}' AND a.from_entity IS NOT NULL`,
  ].join('\n');
}
