import type { EtlProcess } from './etl-process.js';

/** When to kill a run. Shares are of what an undisturbed run took, 0 to 1. */
export type KillInstant =
  | { readonly at: 'event'; readonly share: number }
  | { readonly at: 'commit'; readonly share: number }
  | { readonly at: 'start'; readonly milliseconds: number };

/** What an undisturbed run took. */
export interface RunShape {
  readonly events: number;
  /** Of the calls stream, in milliseconds. */
  readonly commitDuration: number;
}

const COMMIT_STARTED = isOfCalls('commit_started');
const COMMITTED = isOfCalls('committed');

export function isOfCalls(type: string): (line: string) => boolean {
  return (line) => line.includes(`"type":"${type}"`) && line.includes('"stream":"calls"');
}

/** Kills the process at `instant`, once. */
export function killAt(
  instant: KillInstant,
  { events, commitDuration }: RunShape,
  process: EtlProcess,
): void {
  const kill = (): void => {
    process.child.kill('SIGKILL');
  };
  if (instant.at === 'start') setTimeout(kill, instant.milliseconds);
  else if (instant.at === 'commit') {
    process.onLine((line) => {
      if (COMMIT_STARTED(line)) setTimeout(kill, instant.share * commitDuration);
    });
  } else {
    const last = Math.max(1, Math.round(instant.share * (events - 2)));
    process.onLine((_, number) => {
      if (number === last) kill();
    });
  }
}

/** Watches an undisturbed run. */
export async function measureRun(process: EtlProcess): Promise<RunShape> {
  let [startedAt, committedAt, events] = [0, 0, 0];
  process.onLine((line, number) => {
    events = number;
    if (COMMIT_STARTED(line)) startedAt = performance.now();
    if (COMMITTED(line)) committedAt = performance.now();
  });
  const { code, stderr } = await process.ended;
  if (code !== 0) throw new Error(`The undisturbed run ended with ${code ?? 'a signal'}: ${stderr}`);
  return { events, commitDuration: committedAt - startedAt };
}
