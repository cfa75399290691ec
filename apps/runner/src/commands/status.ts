import type { ReadOnlySession, StreamReceipt } from '@etl/core';
import { planRun } from '@etl/core/pipeline';
import { EXIT, exitCodeOfError, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { describeFailures } from '../project/describe-failures.js';
import { withProject, withReadOnlySession, type Project } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';
import { buildStreamStatus, type StreamStatus } from '../status/stream-status.js';
import { tellStatus } from '../status/tell-status.js';

/** A source that takes longer to list its streams is told of without its coverage. */
const LISTING_TIME = 10_000;
const LAST_RUNS = 3;

/** `etl status`: how each stream last ended, how fresh it is and what it covers. Writes nothing anywhere. */
export function statusCommand(context: ActionContext): Promise<ExitCode> {
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async (project) => {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(LISTING_TIME)]);
    const { streams, failures } = await planRun(project.sources, inTime);
    const now = project.dependencies.clock.now();
    const statuses = await withReadOnlySession(project.destination, signal, async (session) => {
      const outcomes = await readWantedOutcomes(session, project, context);
      const listed: StreamStatus[] = [];
      for (const planned of streams) {
        const key = { source: planned.source.name, stream: planned.stream.name };
        listed.push(buildStreamStatus(planned, await session.readState(key), runsOf(outcomes, key), now));
      }
      return [...listed, ...statusOfOthers(listed, outcomes)];
    });
    tellStatus(statuses, now, context);
    describeFailures(context, failures);
    return failures.length === 0 ? EXIT.success : exitCodeOfError(failures[0]?.error);
  });
}

async function readWantedOutcomes(
  session: ReadOnlySession,
  { sources }: Project,
  { options }: ActionContext,
): Promise<readonly StreamReceipt[]> {
  const names = new Set(sources.map(({ name }) => name));
  const outcomes = await session.readOutcomes(options.runs ?? LAST_RUNS);
  return outcomes.filter(
    ({ source, stream }) => names.has(source) && (options.stream === undefined || options.stream === stream),
  );
}

type Key = Pick<StreamReceipt, 'source' | 'stream'>;

function runsOf(outcomes: readonly StreamReceipt[], key: Key): StreamReceipt[] {
  return outcomes.filter((outcome) => same(outcome, key));
}

/** Streams that ran once and are not listed now: deselected, or of a source that cannot say what it has. */
function statusOfOthers(listed: readonly StreamStatus[], outcomes: readonly StreamReceipt[]): StreamStatus[] {
  const others = outcomes.filter((outcome) => !listed.some((status) => same(status, outcome)));
  const newest = others.filter(
    (outcome, index) => others.findIndex((other) => same(other, outcome)) === index,
  );
  return newest.map(({ source, stream }) => ({
    source,
    stream,
    runs: runsOf(outcomes, { source, stream }),
    coverage: [],
    backfills: [],
  }));
}

function same(left: Key, right: Key): boolean {
  return left.source === right.source && left.stream === right.stream;
}
