import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A line of an NDJSON file, its text as it stands in the file. */
export interface Line {
  readonly text: string;
  /** `<file> line <number>`, for error messages. */
  readonly place: string;
}

const NEWLINE = 0x0a;

/**
 * Reads an NDJSON file; empty lines are left out.
 *
 * @returns `undefined` when the file does not exist.
 * @throws Error naming file and line when a line is not UTF-8.
 */
export async function readLines(directory: string, file: string): Promise<Line[] | undefined> {
  const bytes = await readIfExists(join(directory, file));
  if (bytes === undefined) return undefined;
  const lines: Line[] = [];
  let number = 0;
  for (let start = 0; start < bytes.length; number += 1) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const place = `${file} line ${number + 1}`;
    const text = decodeLine(bytes.subarray(start, end), place);
    if (text !== '') lines.push({ text, place });
    start = end + 1;
  }
  return lines;
}

/**
 * Hands each line to `read`, and says where it failed.
 *
 * @throws Error naming file and line.
 */
export function readEachLine(lines: readonly Line[], read: (line: Line) => void): void {
  for (const line of lines) {
    try {
      read(line);
    } catch (reason) {
      const found = reason instanceof Error ? reason.message : String(reason);
      throw new Error(`${line.place}: ${found}. Correct or remove this line.`, { cause: reason });
    }
  }
}

function decodeLine(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch (reason) {
    throw new Error(`${place}: not valid UTF-8. Save the file as UTF-8.`, { cause: reason });
  }
}

async function readIfExists(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw reason;
  }
}
