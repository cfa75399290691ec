import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Company } from '@etl/emulator-kit';
import { withDatabase } from './database.js';

/** Shorter texts occur in any file by chance. */
const SHORTEST = 5;

/** Texts by which a person of the company can be recognised. */
export function clearValuesOf(company: Company): string[] {
  const people = [...company.employees, ...company.contacts];
  const values = people.flatMap(({ firstName, lastName, email, phone }) => [
    email,
    email.toLowerCase(),
    `${firstName} ${lastName}`,
    lastName,
    ...(phone === null ? [] : [phone]),
  ]);
  return [...new Set(values)].filter((value) => value.length >= SHORTEST);
}

/** The clear values in each file below a folder, as the bytes they would be written with. */
export async function findInFiles(
  directory: string,
  values: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const name of (await readdir(directory, { recursive: true })).sort()) {
    const path = join(directory, name);
    if (!(await stat(path)).isFile()) continue;
    const content = await readFile(path);
    found.set(
      name,
      values.filter((value) => content.includes(value)),
    );
  }
  return found;
}

/** The clear values in each text column of each table, system tables included, as `schema.table.column`. */
export function findInColumns(path: string, values: readonly string[]): Promise<Map<string, string[]>> {
  return withDatabase(path, async (connection) => {
    const columns = await connection.runAndReadAll(
      `SELECT table_schema, table_name, column_name FROM information_schema.columns ORDER BY ALL`,
    );
    const found = new Map<string, string[]>();
    for (const [schema, table, column] of columns.getRows() as string[][]) {
      const quoted = `"${column!}"::VARCHAR`;
      const texts = await connection.runAndReadAll(
        `SELECT string_agg(${quoted}, chr(10)) FROM "${schema!}"."${table!}"`,
      );
      const text = String(texts.getRows()[0]?.[0] ?? '');
      found.set(
        `${schema!}.${table!}.${column!}`,
        values.filter((value) => text.includes(value)),
      );
    }
    return found;
  });
}

/** Copies a database so that every text in it is written as it is: compression would hide some from a search of the file. */
export function copyUncompressed(from: string, to: string): Promise<void> {
  return withDatabase(to, async (connection) => {
    await connection.run(`SET force_compression = 'uncompressed'`);
    await connection.run(`ATTACH '${from}' AS original (READ_ONLY)`);
    const [row] = (await connection.runAndReadAll('SELECT current_database()')).getRows();
    await connection.run(`COPY FROM DATABASE original TO "${String(row?.[0])}"`);
    await connection.run('CHECKPOINT');
  });
}

/** Places with what was found in them; empty: nothing anywhere. */
export function placesOf(found: ReadonlyMap<string, string[]>): string[] {
  return [...found].filter(([, values]) => values.length > 0).map(([place]) => place);
}
