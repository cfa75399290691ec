import type { Field, Table } from '@etl/core';
import type { DiscoveredStream, DiscoveredTable } from '../commands/discover.js';
import { writePath } from '../documentation/render-markdown.js';
import type { ActionContext } from '../run-action.js';
import { formatDuration } from './format-numbers.js';
import { buildTextTable } from './text-table.js';

/** Prints what sources offer: a section for each stream, or with `--json` a line for each. */
export function tellDiscovered(
  streams: readonly DiscoveredStream[],
  { io, options }: Pick<ActionContext, 'io' | 'options'>,
): void {
  if (options.json === true) for (const stream of streams) io.out(`${JSON.stringify(describe(stream))}\n`);
  else io.out(`${streams.map(print).join('\n\n')}\n`);
}

function describe({ source, schema, stream, tables }: DiscoveredStream) {
  const { name, description, lookBack } = stream;
  return {
    type: 'stream',
    source,
    stream: name,
    description,
    ...(lookBack === undefined ? {} : { lookBackMs: lookBack }),
    tables: tables.map((discovered) => {
      const { name: table, description: about, primaryKey, version, fields } = discovered.table;
      const isSelected = selects(discovered);
      return {
        schema,
        name: table,
        description: about,
        selected: discovered.selected !== undefined,
        primaryKey,
        version,
        columns: fields.map((field) => ({ ...field, selected: isSelected(field) })),
      };
    }),
  };
}

function print({ source, schema, stream, tables }: DiscoveredStream): string {
  const { name, description = '', lookBack } = stream;
  const reading =
    lookBack === undefined ? 'Has no windows of time.' : `Look-back: ${formatDuration(lookBack)}.`;
  return [
    `${source}.${name}: ${description} ${reading}`,
    ...tables.map((table) => printTable(schema, table)),
  ].join('\n\n');
}

function printTable(schema: string, discovered: DiscoveredTable): string {
  const { table, selected } = discovered;
  const isSelected = selects(discovered);
  const titles = ['column', 'type', 'vendor field', 'notes'];
  const rows = table.fields.map((field) => [
    field.name,
    field.type,
    writePath(field.path),
    describeField(field, table, selected === undefined || isSelected(field)),
  ]);
  const grid = buildTextTable(
    titles.map((title) => ({ title, align: 'left' })),
    rows,
  );
  const note = selected === undefined ? ' (not selected by the configuration)' : '';
  return `${schema}.${table.name}${note}\n${indent(grid)}`;
}

function describeField(field: Field, { primaryKey, version }: Table, isSelected: boolean): string {
  const notes: readonly (readonly [boolean, string])[] = [
    [primaryKey.includes(field.name), 'key'],
    [field.name === version, 'version'],
    [field.pii === true, 'personal data'],
    [field.volatile === true, 'volatile'],
    [!isSelected, 'not selected'],
  ];
  return notes.flatMap(([applies, note]) => (applies ? [note] : [])).join(', ');
}

function selects({ selected }: DiscoveredTable): (field: Field) => boolean {
  const names = new Set(selected?.fields.map(({ name }) => name));
  return ({ name }) => names.has(name);
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
