import { prepareRecord, type RecordIdentity } from '@etl/core/json';
import type { Deletion, SourceRecord } from '@etl/core';

/** How a column without a value is written; no column's text is just that. */
const NULL = String.raw`\N`;

/**
 * What a merge decides by, small enough for memory. `kind` is `r` for a record, `d` for a deletion, `x` for a record that
 * cannot be stored. `key` is a JSON array of texts, `sweep` a JSON string.
 */
export const ENTRY_COLUMNS = ['seq', 'kind', 'key', 'version', 'hash', 'sweep'] as const;

/**
 * What is stored of the entry with the same `seq`. `readable` stands only where a database's JSON reader would refuse or
 * change `record`. `notes`: JSON array of what was translated (r), evidence as a JSON string (d), reason and detail as a
 * JSON array (x).
 */
export const TEXT_COLUMNS = ['seq', 'record', 'readable', 'notes'] as const;

/** One entry and its texts, each a line. */
export interface StageLines {
  readonly entry: string;
  readonly texts: string;
}

/** Longer records go to the dead letter table. */
const LONGEST_RECORD = 64 * 1024 * 1024;
/** How much of such a record is kept there. */
const KEPT_OF_TOO_LONG = 10_000;

/** One record as lines of the stage, fit for the table or as a dead letter. */
export function buildRecordLines(
  seq: number,
  record: SourceRecord,
  identify: (record: SourceRecord) => RecordIdentity,
  sweep: string | undefined,
): StageLines {
  const reject = (reason: string, detail: string, text = record.text): StageLines => ({
    entry: buildLine(seq, ['x', undefined, undefined, undefined, quoteSweep(sweep)]),
    // As a JSON string, so that whatever it holds fits on a line.
    texts: buildLine(seq, [JSON.stringify(text.toWellFormed()), undefined, JSON.stringify([reason, detail])]),
  });
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
  const notes = translated === undefined ? undefined : JSON.stringify(translated.notes);
  return {
    entry: buildLine(seq, ['r', JSON.stringify(key), version, hash, quoteSweep(sweep)]),
    texts: buildLine(seq, [prepared.text, translated?.readable, notes]),
  };
}

/** One deletion as lines of the stage. */
export function buildDeletionLines(seq: number, deletion: Deletion, version: string | undefined): StageLines {
  return {
    entry: buildLine(seq, ['d', JSON.stringify(deletion.key), version, undefined, undefined]),
    texts: buildLine(seq, [undefined, undefined, JSON.stringify(deletion.evidence)]),
  };
}

function quoteSweep(sweep: string | undefined): string | undefined {
  return sweep === undefined ? undefined : JSON.stringify(sweep);
}

function buildLine(seq: number, columns: readonly (string | undefined)[]): string {
  return `${seq}\t${columns.map((column) => column ?? NULL).join('\t')}\n`;
}
