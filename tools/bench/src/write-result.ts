import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const RESULTS = join(import.meta.dirname, '../results');

/** Keeps a case's figures with the machine they were taken on. */
export function writeResult(name: string, result: Readonly<Record<string, unknown>>): void {
  mkdirSync(RESULTS, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify({ ...machine, ...result }, null, 2)}\n`);
}
