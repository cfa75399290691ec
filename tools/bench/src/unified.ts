/** What it costs to resolve who is who, anew and after 0.1 % of the claims has changed. Argument: number of people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DestinationDependencies, Session } from '@etl/core';
import { destination as duckdb } from '@etl/destination-duckdb';
import { runModels } from '@etl/sql/models';
import { transformer } from '@etl/transformer-unified';
import { changePeople, loadPeople, publications } from './identities/publications.ts';
import { countClaims, SOURCES } from './identities/population.ts';
import { writeResult } from './write-result.ts';

/** Share of a run over everything that a run over 0.1 % of the claims may cost. */
const MOST_OF_WHOLE = 0.05;
const MEMORY = '512MB';
const [people = 1_000_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
const { signal } = new AbortController();
const clock = {
  now: () => Date.now(),
  sleep: (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time)),
};
const logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const dependencies = { clock, logger, baseDirectory: folder, temporaryDirectory: folder };
const config = duckdb.configSchema.parse({ path: join(folder, 'unified.duckdb'), memory_limit: MEMORY });
const destination = duckdb.create(config, dependencies as unknown as DestinationDependencies);
const session = await destination.connect(signal);
const schemas = Object.fromEntries(SOURCES.map(({ source }) => [source, source.toUpperCase()]));
const unified = transformer.create(transformer.configSchema.parse({}));
if (unified.kind !== 'model') throw new Error('The unified model is no model transformer.');
let runs = 0;

async function publishAll(): Promise<void> {
  for (const { source } of SOURCES) {
    const owner = { source, stream: `transformer-${source}` };
    await runModels(session, { owner, source, models: publications(source, people), options: nextOptions() });
  }
}

function nextOptions() {
  return { schemas, capabilities: destination.capabilities, runId: `run-${(runs += 1)}`, signal };
}

async function measure(what: string, share: string) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const tables = unified.kind === 'model' ? await unified.run(session, nextOptions()) : [];
  const used = process.cpuUsage(cpu);
  return {
    run: what,
    'claims changed': share,
    seconds: Number(((performance.now() - began) / 1000).toFixed(2)),
    'CPU seconds': Number(((used.user + used.system) / 1_000_000).toFixed(2)),
    'rows changed': tables.reduce((sum, { changedRows }) => sum + changedRows, 0),
    'peak MB': Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function count(opened: Session, sql: string): Promise<number> {
  const [row] = await opened.query(sql);
  return Number(Object.values(row ?? {})[0]);
}

await loadPeople(session, people);
await publishAll();
const claims = await count(session, countClaims(people));
const whole = await measure('whole', 'all');
const contacts = await count(session, 'SELECT count(*) AS found FROM UNIFIED.contacts');
await changePeople(session);
await publishAll();
const changed = await measure('changed', '0.1 %');
const idle = await measure('idle', 'none');
await session.close();
rmSync(folder, { recursive: true });

const rows = [whole, changed, idle];
console.log(`${people} records of people, ${claims} claims, ${contacts} contacts`);
console.table(rows);
const ratio = Number((changed['CPU seconds'] / whole['CPU seconds']).toFixed(3));
writeResult('unified', { people, claims, contacts, rows, ratio });
if (ratio > MOST_OF_WHOLE) {
  console.error(`A run over 0.1 % of the claims costs ${ratio} of one over all; at most ${MOST_OF_WHOLE}.`);
  process.exitCode = 1;
}
