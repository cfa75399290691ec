import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { METADATA_COLUMN_LIST } from './metadata-columns.js';

it('describes its columns in the README in the words of the generated documentation', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `(_etl_\w+)` +\| (.*?) *\|$/gm)].map(([, name, text]) => [
    name,
    text,
  ]);
  expect(rows).toEqual(METADATA_COLUMN_LIST.map(({ name, description }) => [name, description]));
});
