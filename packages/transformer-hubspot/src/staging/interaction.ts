import {
  publish,
  selectFields,
  type JsonField,
  type Model,
  type ModelContext,
  type Places,
} from '@etl/sql/models';
import { interaction } from '@etl/unified-model';
import { kindInput } from '../inputs.js';
import { property, RECORD_FIELDS } from '../sql/property.js';
import { INTERACTION_FIELDS, type InteractionColumn } from './interaction-fields.js';
import { INTERACTION_KINDS } from './kinds.js';

const COLUMNS = [
  'record_type',
  'record_id',
  'kind',
  'direction',
  'started_at',
  'ended_at',
  'duration_seconds',
  'title',
  'body',
  'channel',
  'thread_id',
  'outcome',
  'owner_id',
  'url',
  'created_at',
  'updated_at',
] as const;

/** Calls, meetings, e-mails, messages, notes and tasks, as they are loaded. */
export function stagingInteraction(places: Places): Model {
  const inputs = INTERACTION_KINDS.map(({ table, type }) => [table, kindInput(places, table, type)] as const);
  const known = Object.fromEntries(COLUMNS.map((name) => [name, `i.${name}`]));
  return publish(places, {
    canonical: interaction,
    unit: ['record_type', 'record_id'],
    inputs: Object.fromEntries(inputs),
    from: (context) => {
      const kinds = INTERACTION_KINDS.filter(({ table }) => context.has(table));
      return `(${kinds.map((kind) => selectInteractions(context, kind)).join('\nUNION ALL\n')}) AS i`;
    },
    values: {
      ...known,
      interaction_id: "i.record_type || ':' || i.record_id",
      owner_person_id: "'owner:' || i.owner_id",
    },
  });
}

/** A table's interactions; what a kind has no property for is NULL. */
function selectInteractions(
  { dialect, rows }: ModelContext,
  { table, kind }: (typeof INTERACTION_KINDS)[number],
): string {
  const { fields, values } = INTERACTION_FIELDS[table];
  const read: readonly JsonField[] = [
    ...fields,
    property('owner_id', 'string', 'hubspot_owner_id'),
    ...RECORD_FIELDS,
  ];
  const found = selectFields({
    dialect,
    from: `${rows(table)} AS records`,
    keep: ['record_type', 'record_id'],
    json: 'record',
    fields: read,
  });
  const plain = new Set<string>(['record_type', 'record_id', ...read.map(({ name }) => name)]);
  const columns = COLUMNS.map((name) => {
    if (name === 'kind') return `'${kind}' AS kind`;
    const value = values[name as InteractionColumn] ?? (plain.has(name) ? name : 'NULL');
    return `CAST(${value} AS ${dialect.columnTypes[typeOf(name)]}) AS ${name}`;
  });
  return `SELECT ${columns.join(', ')} FROM (\n${found}\n) AS f`;
}

function typeOf(name: string): JsonField['type'] {
  return interaction.columns.find((column) => column.name === name)?.type ?? 'string';
}
