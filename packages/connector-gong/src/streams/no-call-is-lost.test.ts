import type { Batch, StreamState } from '@etl/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOW, openAccount } from '../__fixtures__/account.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { callId, sampleCall } from '../__fixtures__/sample-records.js';
import { DAY, HOUR } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);
const LOOK_BACK = 7 * DAY;

/** A call that starts some time in a month, and appears and is transcribed within the look-back, in either order. */
const lateCall = fc.record({
  started: fc.integer({ min: 0, max: 30 * DAY }),
  visibleLag: fc.integer({ min: 0, max: LOOK_BACK - HOUR }),
  transcriptLag: fc.integer({ min: 0, max: LOOK_BACK - HOUR }),
});

/** A run some time after the last one, perhaps killed after some batches. */
const run = fc.record({
  pause: fc.integer({ min: 0, max: 20 * DAY }),
  killedAfter: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
});

/** What a destination has kept of a run that may have been killed: whatever came up to its last checkpoint. */
function committed(batches: readonly Batch[]): readonly Batch[] {
  return batches.slice(0, batches.findLastIndex(({ checkpoints }) => checkpoints !== undefined) + 1);
}

it('whenever runs come, fail or stay away, no call and no transcript that appears within the look-back is lost', async () => {
  const property = fc.asyncProperty(
    fc.array(lateCall, { maxLength: 25 }),
    fc.array(run, { maxLength: 6 }),
    async (calls, runs) => {
      const account = await openAccount({ pageSize: 3 });
      try {
        calls.forEach(({ started, visibleLag, transcriptLag }, number) => {
          const start = now + started;
          const times = { visibleAt: start + visibleLag, transcriptAt: start + transcriptLag };
          account.emulator.calls.add(sampleCall(number, start, {}, times));
        });
        const stream = await account.stream('calls', { start_date: NOW, look_back: '7d', max_window: '5d' });
        const seen = new Set<string>();
        let state: StreamState = new Map();
        // The last run comes when everything has appeared.
        for (const { pause, killedAfter } of [...runs, { pause: 45 * DAY, killedAfter: undefined }]) {
          account.clock.advance(pause);
          const killed = killedAfter === undefined ? {} : { stopAfter: killedAfter };
          const { batches, state: after } = await runStream(stream, {
            clock: account.clock,
            state,
            ...killed,
          });
          state = after;
          for (const { table, records } of committed(batches)) {
            for (const { text } of records)
              seen.add(`${table} ${/"(?:id|callId)":"(\d+)"/.exec(text)?.[1] ?? ''}`);
          }
        }
        const expected = calls.flatMap((_, number) => [
          `calls ${callId(number)}`,
          `transcripts ${callId(number)}`,
        ]);
        expect([...seen].sort()).toEqual(expected.sort());
      } finally {
        await account.emulator.close();
      }
    },
  );
  await fc.assert(property, { numRuns: 60 });
}, 60_000);
