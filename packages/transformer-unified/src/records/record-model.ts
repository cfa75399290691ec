import { quoteText } from '@etl/sql';
import { column, type Model, type ModelContext, type ModelInput } from '@etl/sql/models';
import type { CanonicalModel } from '@etl/unified-model';
import type { Places } from '../places.js';
import { canonicalColumns, namesOf } from '../sql/columns.js';
import { partsOfNode, recordNode } from '../sql/keys.js';
import { asInputs, selectNothing, sourceInputs, unionSources } from '../sql/source-inputs.js';

export interface RecordModel {
  readonly canonical: CanonicalModel;
  readonly kind: 'person' | 'organization' | 'opportunity';
  readonly name: string;
}

/** Which entity each node is of. */
export function identityInput({ staging }: Places, unit?: ModelInput['unit']): ModelInput {
  return { schema: staging, name: 'identity', kind: 'model', ...(unit === undefined ? {} : { unit }) };
}

/** Records of a kind, of all sources, with the entity each is and the contact that is responsible. */
export function recordModel(places: Places, { canonical, kind, name }: RecordModel): Model {
  const id = `${kind}_id`;
  const told = canonicalColumns(canonical);
  const sources = sourceInputs(places, canonical, (row, source) => [quoteText(source), row(id)]);
  const hasOwner = canonical.columns.some((one) => one.name === 'owner_person_id');
  const ownerColumns = hasOwner
    ? [
        column('owner_node', 'string', 'Node of who is responsible.'),
        column('owner_contact_id', 'string', 'Who is responsible; contacts.contact_id.'),
      ]
    : [];
  return {
    schema: places.staging,
    name,
    description: `One row per record of a source; read ${PLURALS[kind]} instead.`,
    primaryKey: ['node'],
    unit: ['source', id],
    followedBy: ['node', 'entity_id'],
    columns: [
      column('node', 'string', 'Realm, source, model and id.'),
      column('entity_id', 'string', 'Whom it is.'),
      ...ownerColumns,
      ...told,
    ],
    inputs: {
      ...asInputs(sources),
      identities: {
        ...identityInput(places),
        concerns: ({ relation, column: changed }) =>
          `SELECT ${partsOfNode(changed('node')).join(', ')} FROM ${relation} AS c WHERE ${changed('node')} LIKE '%/${kind}/%'`,
      },
      ...(hasOwner ? { owners: { ...identityInput(places), concerns: concernsOwner(id) } } : {}),
    },
    select: (context) => {
      const rows = unionSources(
        context,
        sources,
        (from, source) => {
          const owner = hasOwner
            ? `, ${recordNode(source, 'person', 'r.owner_person_id')} AS owner_node`
            : '';
          return `SELECT ${recordNode(source, kind, `r.${id}`)} AS node${owner}, ${namesOf(told, 'r')} FROM ${from} AS r`;
        },
        selectNothing(context, [
          ...told,
          { name: 'node', type: 'string' },
          { name: 'owner_node', type: 'string' },
        ]),
      );
      return selectRecords(context, { rows, kind, hasOwner });
    },
  };
}

const PLURALS = { person: 'contacts', organization: 'companies', opportunity: 'deals' };

const concernsOwner =
  (id: string): NonNullable<ModelInput['concerns']> =>
  ({ relation, column: changed, own }) =>
    `SELECT source, ${id} FROM ${own} WHERE owner_node IN (SELECT ${changed('node')} FROM ${relation} AS c)`;

/** Of all nodes only records of the kind are joined: a join with every value would need memory for them all. */
function selectRecords(
  { rows: inputRows }: ModelContext,
  { rows, kind, hasOwner }: { rows: string; kind: string; hasOwner: boolean },
): string {
  const nodesOf = (input: string, of: string): string =>
    `(SELECT n.node, n.entity_id FROM ${inputRows(input)} AS n WHERE n.node LIKE '%/${of}/%')`;
  const owner = hasOwner ? ', o.entity_id AS owner_contact_id' : '';
  const joined = hasOwner ? `\nLEFT JOIN ${nodesOf('owners', 'person')} AS o ON o.node = r.owner_node` : '';
  return `SELECT r.*, i.entity_id${owner} FROM (\n${rows}\n) AS r\nLEFT JOIN ${nodesOf('identities', kind)} AS i ON i.node = r.node${joined}`;
}
