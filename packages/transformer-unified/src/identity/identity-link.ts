import { quoteText } from '@etl/sql';
import { column, type Model, type ModelContext } from '@etl/sql/models';
import {
  identityClaim,
  interactionParticipant,
  opportunity,
  organization,
  person,
  type CanonicalModel,
} from '@etl/unified-model';
import type { UnifiedConfig } from '../config.js';
import type { Places } from '../places.js';
import { recordKey, recordNode } from '../sql/keys.js';
import {
  asInputs,
  selectNothing,
  sourceInputs,
  unionSources,
  type SourceInput,
} from '../sql/source-inputs.js';
import { selectClaimLinks } from './claim-links.js';

const COLUMNS = [
  column('link_id', 'string', 'Identifies the link over all sources.'),
  column('node', 'string', 'Who is spoken of: realm, source, model and id.'),
  column('value_node', 'string', 'What is said: realm, type of claim, system, object type and value.'),
  column(
    'tier',
    'integer',
    'When it joins: 1 ids of records, 2 ids told by others, 3 verified addresses, 4 addresses and domains; NULL: it does not.',
  ),
  column('identity', 'string', 'For ids: the kind of id. Two ids of one kind are two records.'),
  column('source', 'string', 'Name of the source in the configuration.'),
  column('told_by', 'string', '`claim`, or the model of the record that is there.'),
  column('source_id', 'string', 'Id of the claim or record at the source.'),
  column('claim_type', 'string', 'Type of the claim; `record` where a record or its participant is meant.'),
  column('system', 'string', 'For ids: the system they are of.'),
  column('object_type', 'string', 'For ids of a CRM: the kind of object.'),
  column('value', 'string', 'The value, normalised.'),
  column('host', 'string', 'Of an address: its domain.'),
  column('strength', 'string', '`exact`, `strong`, `medium` or `weak`.'),
  column('is_verified', 'boolean', 'Whether the source makes sure of it.'),
  column('evidence', 'string', 'Where it stands in the record.'),
  column('origin_type', 'string', 'record_type of the record that says so.'),
  column('origin_id', 'string', 'record_id of the record that says so.'),
  column('claimed_at', 'timestamp', 'The instant the record speaks of; NULL: now.'),
];

/** All that is said of who somebody is, by all sources: a row a statement, with when it joins. */
export function identityLink(places: Places, config: UnifiedConfig): Model {
  const claims = linkInputs(places, identityClaim, 'claim', 'claim_id');
  const records = [
    { kind: 'person', id: 'person_id', inputs: linkInputs(places, person, 'person', 'person_id') },
    {
      kind: 'organization',
      id: 'organization_id',
      inputs: linkInputs(places, organization, 'organization', 'organization_id'),
    },
    {
      kind: 'opportunity',
      id: 'opportunity_id',
      inputs: linkInputs(places, opportunity, 'opportunity', 'opportunity_id'),
    },
  ] as const;
  const participants = linkInputs(
    places,
    interactionParticipant,
    'interaction_participant',
    'participant_id',
  );
  return {
    schema: places.staging,
    name: 'identity_link',
    description: 'One row per statement of a source about who somebody is; read contact_identities instead.',
    primaryKey: ['link_id'],
    // Plain columns: a join on what is put together would read and put together every row.
    unit: ['source', 'told_by', 'source_id'],
    followedBy: ['node', 'value_node', 'value'],
    columns: COLUMNS,
    inputs: asInputs([...claims, ...records.flatMap(({ inputs }) => inputs), ...participants]),
    select: (context) =>
      [
        unionSources(
          context,
          claims,
          (rows, source) => selectClaimLinks(context.dialect, config, rows, source),
          selectNothing(context, COLUMNS),
        ),
        ...records.map(({ kind, id, inputs }) =>
          unionSources(
            context,
            inputs,
            (rows, source) => {
              const node = recordNode(source, kind, `r.${id}`);
              const link = { kind, id: `r.${id}` };
              return selectRecordLinks(
                context,
                { ...link, node, other: node, source, from: `${rows} AS r` },
                1,
              );
            },
            selectNothing(context, COLUMNS),
          ),
        ),
        unionSources(
          context,
          participants,
          (rows, source) =>
            selectRecordLinks(
              context,
              {
                kind: 'interaction_participant',
                id: 'r.participant_id',
                node: recordNode(source, 'interaction_participant', 'r.participant_id'),
                other: recordNode(source, 'person', 'r.person_id'),
                source,
                from: `${rows} AS r WHERE r.person_id IS NOT NULL`,
              },
              2,
            ),
          selectNothing(context, COLUMNS),
        ),
      ].join('\nUNION ALL\n'),
  };
}

function linkInputs(
  places: Places,
  canonical: CanonicalModel,
  kind: string,
  id: string,
): readonly SourceInput[] {
  return sourceInputs(places, canonical, (row, source) => [quoteText(source), quoteText(kind), row(id)]);
}

interface RecordLink {
  readonly kind: string;
  readonly id: string;
  readonly node: string;
  readonly other: string;
  readonly source: string;
  readonly from: string;
}

/** That a record is there, or that a participant is a record, as its source says itself. */
function selectRecordLinks(
  { dialect }: ModelContext,
  { kind, id, node, other, source, from }: RecordLink,
  tier: number,
): string {
  const values: Readonly<Record<string, string>> = {
    link_id: recordKey(source, kind, id),
    told_by: quoteText(kind),
    source_id: id,
    node,
    value_node: other,
    tier: String(tier),
    source,
    claim_type: "'record'",
    value: `substr(${other}, length(split_part(${other}, '/', 1)) + 2)`,
    strength: "'exact'",
    is_verified: 'TRUE',
    evidence: tier === 1 ? "'the record itself'" : "'person_id'",
  };
  const columns = COLUMNS.map(
    ({ name, type }) => `CAST(${values[name] ?? 'NULL'} AS ${dialect.columnTypes[type]}) AS ${name}`,
  );
  return `SELECT ${columns.join(', ')}\nFROM ${from}`;
}
