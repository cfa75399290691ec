import { readMembers, readScalar } from '../json-text/edit-json.js';
import { toRecordText } from './call.js';
import type { Dataset } from './dataset.js';
import { createDataset } from './dataset.js';
import { fileOf, LIST_NAMES } from './record-lists.js';
import type { Line } from './read-lines.js';
import { readEachLine, readLines } from './read-lines.js';

const FILES = {
  extensive: 'calls_extensive.ndjson',
  basic: 'calls.ndjson',
  transcript: 'transcripts.ndjson',
  users: 'users.ndjson',
} as const;

/**
 * Reads a folder of records in Gong's shapes, one JSON object a line. Every file may be missing, but not all.
 *
 * @throws Error naming file and line when a line is not a JSON object, lacks its id, repeats one, or is a transcript of an
 * unknown call; naming the folder when it holds none of the files.
 */
export async function readDatasetFolder(directory: string): Promise<Dataset> {
  const [extensive, basic, transcripts, users] = await Promise.all(
    Object.values(FILES).map((file) => readLines(directory, file)),
  );
  if (!extensive && !basic && !transcripts && !users) {
    throw new Error(
      `${directory} holds none of ${Object.values(FILES).join(', ')}: point to a folder with at least one.`,
    );
  }
  const dataset = createDataset();
  addCalls(dataset, extensive ?? []);
  addBasicTexts(dataset, basic ?? []);
  addTranscripts(dataset, transcripts ?? []);
  readEachLine(users ?? [], ({ text }) => dataset.users.add(text));
  await addLists(dataset, directory);
  return dataset;
}

async function addLists({ lists }: Dataset, directory: string): Promise<void> {
  for (const name of LIST_NAMES) {
    const lines = await readLines(directory, fileOf(name));
    readEachLine(lines ?? [], ({ text }) => {
      lists[name].add(text);
    });
  }
}

function addCalls({ calls }: Dataset, lines: readonly Line[]): void {
  readEachLine(lines, ({ text }) => calls.add({ extensive: text }));
}

function addBasicTexts({ calls }: Dataset, lines: readonly Line[]): void {
  const seen = new Set<string>();
  readEachLine(lines, ({ text }) => {
    const id = readId(text, 'id');
    if (seen.has(id)) throw new Error(`call ${id} stands in an earlier line too`);
    seen.add(id);
    if (calls.find(id)) calls.update(id, { basic: text });
    else calls.add({ basic: text });
  });
}

function addTranscripts({ calls }: Dataset, lines: readonly Line[]): void {
  readEachLine(lines, ({ text }) => {
    const id = readId(text, 'callId');
    const call = calls.find(id);
    if (!call) throw new Error(`call ${id} is in neither ${FILES.extensive} nor ${FILES.basic}`);
    if (call.transcript !== undefined) throw new Error(`call ${id} has a transcript in an earlier line`);
    calls.update(id, { transcript: text });
  });
}

function readId(text: string, key: string): string {
  const id = readScalar(readMembers(toRecordText(text) ?? '').get(key));
  if (id === undefined) throw new Error(`no \`${key}\``);
  return id;
}
