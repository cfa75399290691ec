import type { DocumentedColumn, DocumentedTable } from './documented-table.js';

/** A Markdown document about one table. Ends with a newline. */
export function renderTable(table: DocumentedTable, destination: string): string {
  const { schema, name, description, filledBy, columns, metadata } = table;
  const parts = [
    `# ${schema}.${name}`,
    description,
    `Filled by ${filledBy}. Types as in ${destination}. ${describeKey(table)}`,
    renderColumns(columns, table),
    metadata.length === 0 ? undefined : '## Columns beside the fields',
    metadata.length === 0 ? undefined : renderMetadata(metadata),
  ];
  return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}

/** A Markdown list of tables, each with a link to its document. */
export function renderIndex(
  tables: readonly DocumentedTable[],
  fileOf: (table: DocumentedTable) => string,
): string {
  const rows = tables.map((table) => [
    `[${table.schema}.${table.name}](${fileOf(table)})`,
    table.filledBy,
    table.description ?? '',
  ]);
  return `# Tables\n\n${renderGrid(['table', 'filled by', 'what it holds'], rows)}\n`;
}

function describeKey({ primaryKey, version }: DocumentedTable): string {
  const key = `Key: ${primaryKey.map(code).join(', ')}.`;
  if (version === undefined) return key;
  return `${key} Version: ${code(version)}; an older one never replaces a newer one.`;
}

/** Columns that say nothing about any of the fields are left out. */
function renderColumns(columns: readonly DocumentedColumn[], table: DocumentedTable): string {
  const hasPaths = columns.some(({ path }) => path !== undefined);
  const titles = ['column', 'type', 'meaning', ...(hasPaths ? ['vendor field'] : []), 'notes'];
  const rows = columns.map((column) => [
    code(column.name),
    code(column.type),
    column.description,
    ...(hasPaths ? [column.path === undefined ? '' : code(writePath(column.path))] : []),
    describeNotes(column, table),
  ]);
  return renderGrid(titles, rows);
}

function renderMetadata(columns: readonly DocumentedColumn[]): string {
  const rows = columns.map(({ name, type, description }) => [code(name), code(type), description]);
  return renderGrid(['column', 'type', 'what it holds'], rows);
}

function describeNotes({ name, pii }: DocumentedColumn, { primaryKey, version }: DocumentedTable): string {
  const notes = [
    primaryKey.includes(name) ? 'key' : undefined,
    name === version ? 'version' : undefined,
    pii === true ? 'personal data' : undefined,
  ];
  return notes.filter((note) => note !== undefined).join(', ');
}

/** Keys from the root, joined by dots; a key with a dot of its own stands in brackets. */
export function writePath(path: readonly string[]): string {
  return path
    .map((key, index) => (key.includes('.') ? `["${key}"]` : index === 0 ? key : `.${key}`))
    .join('');
}

function renderGrid(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

function code(text: string): string {
  return `\`${text}\``;
}
