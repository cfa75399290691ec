import { prepareRecord, type RecordIdentity } from '@etl/core/json';
import type { Deletion, SourceRecord } from '@etl/core';

/** How a column without a value is written; no column's text is just that. */
const NULL = String.raw`\N`;
const TAB = '\t';
const LINE_FEED = '\n';

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

/** A line in parts, so that a long text is copied once: from the page into the file's buffer. */
export type StageLine = readonly string[];

/** One entry and its texts. */
export interface StageLines {
  readonly entry: StageLine;
  readonly texts: StageLine;
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
    entry: buildEntry(seq, 'x', { sweep }),
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
    entry: buildEntry(seq, 'r', { key, version, hash, sweep }),
    texts: buildLine(seq, [prepared.text, translated?.readable, notes]),
  };
}

/** One deletion as lines of the stage. */
export function buildDeletionLines(seq: number, deletion: Deletion, version: string | undefined): StageLines {
  return {
    entry: buildEntry(seq, 'd', { key: deletion.key, version }),
    texts: buildLine(seq, [undefined, undefined, JSON.stringify(deletion.evidence)]),
  };
}

interface Entry {
  readonly key?: readonly string[];
  readonly version?: string | undefined;
  readonly hash?: string;
  readonly sweep?: string | undefined;
}

function buildEntry(seq: number, kind: 'r' | 'd' | 'x', { key, version, hash, sweep }: Entry): StageLine {
  return [buildLine(seq, [kind, quote(key), version, hash, quote(sweep)]).join('')];
}

/** As JSON. */
function quote(value: string | readonly string[] | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function buildLine(seq: number, columns: readonly (string | undefined)[]): string[] {
  const line = [`${seq}`];
  for (const column of columns) line.push(TAB, column ?? NULL);
  line.push(LINE_FEED);
  return line;
}
