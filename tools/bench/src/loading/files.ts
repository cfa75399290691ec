import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { loadScenario } from '../scenarios/scenario.ts';

/** Writes the first `records` records of a scenario, one a line. */
export async function writeRecords(
  path: string,
  name: string,
  records: number,
  revision: number,
): Promise<void> {
  const { buildRecord } = await loadScenario(name);
  const file = createWriteStream(path);
  for (let number = 0; number < records; number += 1) {
    if (!file.write(`${buildRecord(number, revision)}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
