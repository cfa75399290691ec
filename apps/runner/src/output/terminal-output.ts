import type { RunEvent } from '@etl/core';
import type { RunEventListener } from '@etl/core/pipeline';
import { StreamProgress } from './stream-progress.js';

export interface Terminal {
  readonly isInteractive: boolean;
  /** Milliseconds between two redraws of the live lines. */
  readonly redrawEvery: number;
  readonly write: (text: string) => void;
}

/** Shows one live line per stream on a terminal; elsewhere a line when a stream starts and ends. */
export function createTerminalOutput(terminal: Terminal): RunEventListener {
  const streams = new Map<string, StreamProgress>();
  let drawnLines = 0;
  let drawnAt = -Infinity;

  const redraw = (now: number): void => {
    const lines = [...streams.values()].map((stream) => `\u001B[2K${stream.describe(now)}\n`);
    terminal.write((drawnLines === 0 ? '' : `\u001B[${drawnLines}A`) + lines.join(''));
    drawnLines = lines.length;
    drawnAt = now;
  };

  return (event) => {
    const isTurningPoint = applyEvent(streams, event);
    if (!terminal.isInteractive) writeTurningPoint(terminal, streams, event);
    else if (streams.size > 0 && (isTurningPoint || event.at - drawnAt >= terminal.redrawEvery))
      redraw(event.at);
  };
}

/** Whether a stream started or ended by this event. */
function applyEvent(streams: Map<string, StreamProgress>, event: RunEvent): boolean {
  if (!('source' in event)) return false;
  const name = `${event.source}.${event.stream}`;
  const stream = streams.get(name) ?? new StreamProgress(name, event.at);
  streams.set(name, stream);
  stream.apply(event);
  return event.type === 'stream_started' || event.type === 'stream_ended';
}

function writeTurningPoint(
  terminal: Terminal,
  streams: ReadonlyMap<string, StreamProgress>,
  event: RunEvent,
): void {
  if (event.type !== 'stream_started' && event.type !== 'stream_ended') return;
  const stream = streams.get(`${event.source}.${event.stream}`);
  if (stream !== undefined) terminal.write(`${stream.describe(event.at)}\n`);
}
