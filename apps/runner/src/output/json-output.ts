import type { RunEventListener } from '@etl/core/pipeline';

/** Writes each event as one line of JSON. */
export function createJsonOutput(write: (text: string) => void): RunEventListener {
  return (event) => {
    write(`${JSON.stringify(event)}\n`);
  };
}
