import { prepareRecord, type RecordIdentity } from '@etl/core/json';
import type { Deletion, SourceRecord } from '@etl/core';

/** How a column without a value is written; no column's text is just that. */
const NULL = String.raw`\N`;

/**
 * Columns of a stage file, in order. `kind` is `r` for a record, `d` for a deletion, `x` for a record that cannot be
 * stored. `key` is a JSON array of texts. `readable` stands only where a database's JSON reader would refuse or change
 * `record`. `notes`: JSON array of what was translated (r), evidence (d), reason and detail as a JSON array (x).
 */
export const STAGE_COLUMNS = [
  'seq',
  'kind',
  'key',
  'version',
  'hash',
  'sweep',
  'record',
  'readable',
  'notes',
] as const;

/** Longer records go to the dead letter table. */
const LONGEST_RECORD = 64 * 1024 * 1024;
/** How much of such a record is kept there. */
const KEPT_OF_TOO_LONG = 10_000;

/** One record as a line of the stage file, fit for the table or as a dead letter. */
export function buildRecordLine(
  seq: number,
  record: SourceRecord,
  identify: (record: SourceRecord) => RecordIdentity,
  sweep: string | undefined,
): string {
  const reject = (reason: string, detail: string, text = record.text): string =>
    buildReject(seq, sweep, text, [reason, detail]);
  if (record.text.length > LONGEST_RECORD) {
    const detail = `The record has ${record.text.length} characters; at most ${LONGEST_RECORD} can be stored.`;
    return reject('too_long', detail, record.text.slice(0, KEPT_OF_TOO_LONG));
  }
  const prepared = prepareRecord(record.text);
  if (prepared.status === 'invalid') return reject(prepared.code, prepared.reason);
  const { key, version, hash } = identify({ text: prepared.text });
  if (key === undefined) {
    return reject('no_key', 'A value of the primary key is missing, null or no scalar.');
  }
  const translated = prepared.status === 'translated' ? prepared : undefined;
  const columns = [
    'r',
    JSON.stringify(key),
    version,
    hash,
    quoteSweep(sweep),
    prepared.text,
    translated?.readable,
    translated === undefined ? undefined : JSON.stringify(translated.notes),
  ];
  return buildLine(seq, columns);
}

/** One deletion as a line of the stage file. */
export function buildDeletionLine(seq: number, deletion: Deletion, version: string | undefined): string {
  const evidence = JSON.stringify(deletion.evidence);
  return buildLine(seq, [
    'd',
    JSON.stringify(deletion.key),
    version,
    undefined,
    undefined,
    undefined,
    undefined,
    evidence,
  ]);
}

/** The record travels as a JSON string, so that whatever it holds fits on a line. */
function buildReject(
  seq: number,
  sweep: string | undefined,
  record: string,
  notes: readonly [reason: string, detail: string],
): string {
  const text = JSON.stringify(record.toWellFormed());
  const columns = [
    undefined,
    undefined,
    undefined,
    quoteSweep(sweep),
    text,
    undefined,
    JSON.stringify(notes),
  ];
  return buildLine(seq, ['x', ...columns]);
}

function quoteSweep(sweep: string | undefined): string | undefined {
  return sweep === undefined ? undefined : JSON.stringify(sweep);
}

function buildLine(seq: number, columns: readonly (string | undefined)[]): string {
  return `${seq}\t${columns.map((column) => column ?? NULL).join('\t')}\n`;
}
