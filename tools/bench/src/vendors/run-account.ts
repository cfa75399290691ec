import { tmpdir } from 'node:os';
import { FatalError, Redactor, type Logger, type Session } from '@etl/core';
import { PipelineOrchestrator } from '@etl/core/pipeline';
import { destination } from '@etl/destination-duckdb';
import type { Account, SeenRequest } from './account.ts';
import { withoutTimers } from './simulated-clock.ts';

const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Runs one after the other load into the same tables. */
export interface AccountRuns {
  /** Reads what a run reads. @returns what it asked for. @throws FatalError when a stream was not proved. */
  readonly run: () => Promise<readonly SeenRequest[]>;
  readonly close: () => Promise<void>;
}

export async function openRuns(account: Account, database: string): Promise<AccountRuns> {
  const clock = withoutTimers(account.clock);
  const redactor = new Redactor();
  const opened = destination.create(destination.configSchema.parse({ path: database }), {
    clock,
    logger: SILENT,
    redactor,
    baseDirectory: tmpdir(),
    temporaryDirectory: tmpdir(),
  });
  const session = await opened.connect(new AbortController().signal);
  let number = 0;
  return {
    run: async () => {
      const before = account.requests().length;
      const orchestrator = createOrchestrator(account, session, {
        runId: `run-${(number += 1)}`,
        capabilities: opened.capabilities,
        clock,
        redactor,
      });
      requireProved(await orchestrator.run(new AbortController().signal));
      return account.requests().slice(before);
    },
    close: () => session.close(),
  };
}

type Tools = Pick<
  ConstructorParameters<typeof PipelineOrchestrator>[0],
  'runId' | 'capabilities' | 'clock' | 'redactor'
>;

function createOrchestrator({ source, streams }: Account, session: Session, tools: Tools) {
  return new PipelineOrchestrator({
    ...tools,
    sources: [
      {
        name: 'bench',
        schema: 'bench',
        source,
        selection: { streams },
        acceptedMissingScopes: [],
        transformers: [],
      },
    ],
    models: [],
    schemas: {},
    session,
    concurrency: 1,
    deletionBrake: { share: 1, rows: 0 },
    range: {},
    listeners: [],
  });
}

function requireProved({ receipts }: Awaited<ReturnType<PipelineOrchestrator['run']>>): void {
  for (const { stream, outcome, problem } of receipts) {
    if (outcome === 'proved') continue;
    throw new FatalError({ code: 'bench', message: `${stream} ended ${outcome}: ${problem?.message ?? ''}` });
  }
}
