import type { ConformedTable, JsonValue, QueryRow, Table } from '@etl/core';
import type { PlannedStream } from '@etl/core/pipeline';
import type { ActionContext } from '../run-action.js';

const ERRORS = '_etl_errors';
/** Characters of a value that a person is shown on a terminal. */
const SHOWN = 100;

type Output = Pick<ActionContext, 'io' | 'options' | 'redactor'>;

/** Prints typed records: one below the other for a person, or with `--json` a line for each. */
export function tellPreview(
  { source, stream, tables }: PlannedStream,
  conformed: readonly ConformedTable[],
  output: Output,
): void {
  for (const table of tables) {
    const { rows = [], rejects = [] } = conformed.find((candidate) => candidate.table === table.name) ?? {};
    if (output.options.json === true) {
      const place = { source: source.name, stream: stream.name, table: table.name };
      tellPrograms(place, table, { rows, rejects }, output);
    } else tellPerson(`${source.schema}.${table.name}`, table, { rows, rejects }, output);
  }
}

type Conformed = Omit<ConformedTable, 'table'>;

function tellPrograms(
  place: object,
  table: Table,
  { rows, rejects }: Conformed,
  { io, redactor }: Output,
): void {
  const lines = [
    ...rows.map((row) => ({
      type: 'record',
      ...place,
      values: Object.fromEntries(valuesOf(row, table)),
      errors: parseErrors(row),
    })),
    ...rejects.map((reject) => ({ type: 'reject', ...place, ...reject })),
  ];
  for (const line of lines) io.out(`${JSON.stringify(redactor.redactValue(line))}\n`);
}

function tellPerson(
  name: string,
  table: Table,
  { rows, rejects }: Conformed,
  { io, redactor }: Output,
): void {
  const show = (value: JsonValue): string => shorten(write(value), io.isInteractive);
  const records = rows.map((row, index) => printRecord(index + 1, row, table, show));
  const refused = rejects.map(({ reason, record }) => `rejected, ${reason}: ${show(record)}`);
  const title = rows.length + rejects.length === 0 ? `${name}: no record was read` : name;
  io.out(redactor.redact(`${[title, ...records, ...refused].join('\n\n')}\n\n`));
}

/** Columns without a value share one line. */
function printRecord(
  number: number,
  row: QueryRow,
  table: Table,
  show: (value: JsonValue) => string,
): string {
  const values = valuesOf(row, table);
  const width = Math.max(...values.map(([name]) => name.length), ERRORS.length);
  const filled = values.filter(([, value]) => value !== null);
  const empty = values.filter(([, value]) => value === null).map(([name]) => name);
  const errors = row[ERRORS] ?? null;
  return [
    `  record ${number}`,
    ...filled.map(([name, value]) => `  ${name.padEnd(width)}  ${show(value)}`),
    ...(errors === null ? [] : [`  ${ERRORS.padEnd(width)}  ${write(errors)}`]),
    ...(empty.length === 0 ? [] : [`  ${'NULL'.padEnd(width)}  ${empty.join(', ')}`]),
  ].join('\n');
}

function valuesOf(row: QueryRow, { fields }: Table): [string, JsonValue][] {
  return fields.map(({ name }) => [name, row[name] ?? null]);
}

function parseErrors(row: QueryRow): unknown {
  const errors = row[ERRORS];
  return typeof errors === 'string' ? JSON.parse(errors) : [];
}

/** One line, whatever is in it. */
function write(value: JsonValue): string {
  return typeof value === 'string'
    ? JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')
    : JSON.stringify(value);
}

function shorten(text: string, isInteractive: boolean): string {
  return isInteractive && text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}
