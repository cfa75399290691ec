import type { EtlProcess } from './etl-process.js';

/** When to kill a run. Shares are of what an undisturbed run took, 0 to 1. */
export type KillInstant =
  | { readonly at: 'event'; readonly share: number }
  | { readonly at: 'commit'; readonly share: number }
  | { readonly at: 'start'; readonly milliseconds: number };

/** What an undisturbed run took. */
export interface RunShape {
  readonly events: number;
  /** The one whose first commit is looked at. */
  readonly stream: string;
  /** Of that stream, in milliseconds. */
  readonly commitDuration: number;
}

/** Tells events of one type and stream among the lines of `--json`. */
export function isEvent(type: string, stream: string): (line: string) => boolean {
  return (line) => line.includes(`"type":"${type}"`) && line.includes(`"stream":"${stream}"`);
}

/** Kills the process at `instant`, once. */
export function killAt(
  instant: KillInstant,
  { events, stream, commitDuration }: RunShape,
  process: EtlProcess,
): void {
  const isStarted = isEvent('commit_started', stream);
  const kill = (): void => {
    process.child.kill('SIGKILL');
  };
  if (instant.at === 'start') setTimeout(kill, instant.milliseconds);
  else if (instant.at === 'commit') {
    process.onLine((line) => {
      if (isStarted(line)) setTimeout(kill, instant.share * commitDuration);
    });
  } else {
    const last = Math.max(1, Math.round(instant.share * (events - 2)));
    process.onLine((_, number) => {
      if (number === last) kill();
    });
  }
}

/** Watches an undisturbed run. */
export async function measureRun(process: EtlProcess, stream: string): Promise<RunShape> {
  let [startedAt, committedAt, events] = [0, 0, 0];
  const isStarted = isEvent('commit_started', stream);
  const isCommitted = isEvent('committed', stream);
  process.onLine((line, number) => {
    events = number;
    if (isStarted(line)) startedAt = performance.now();
    if (isCommitted(line)) committedAt = performance.now();
  });
  const { code, stderr } = await process.ended;
  if (code !== 0) throw new Error(`The undisturbed run ended with ${code ?? 'a signal'}: ${stderr}`);
  return { events, stream, commitDuration: committedAt - startedAt };
}
