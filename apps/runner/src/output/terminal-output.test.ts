import type { RunEvent } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { streamReceipt } from '../__fixtures__/receipts.js';
import { createJsonOutput } from './json-output.js';
import { createTerminalOutput } from './terminal-output.js';

const CALLS = { runId: 'run-1', source: 'gong', stream: 'calls' } as const;
const REQUEST = { type: 'request', method: 'GET', url: '/', status: 200, duration: 1, bytes: 1 } as const;

function staged(at: number, records: number, covered: number): RunEvent {
  return { at, ...CALLS, type: 'batch_staged', table: 'calls', records, deletions: 0, covered };
}

const EVENTS: readonly RunEvent[] = [
  { at: 0, runId: 'run-1', type: 'run_started', streams: [] },
  { at: 0, ...CALLS, type: 'stream_started' },
  {
    at: 10,
    ...CALLS,
    type: 'stream_planned',
    reads: [
      { partition: '', reason: 'uncovered', from: 0, to: 100_000 },
      { partition: '', reason: 'snapshot' },
    ],
  },
  { at: 20, ...CALLS, type: 'source_event', event: REQUEST },
  { at: 30, ...CALLS, type: 'source_event', event: { type: 'quota_wait', quota: 'q', duration: 2500 } },
  { at: 40, ...CALLS, type: 'source_event', event: { type: 'warning', code: 'w', message: 'm' } },
  staged(1000, 500, 25_000),
  { at: 1500, ...CALLS, type: 'commit_started' },
  {
    at: 2000,
    ...CALLS,
    type: 'committed',
    receipt: { commit: 1, committedAt: 0, tables: [], bytes: 0 },
  },
  { at: 4000, ...CALLS, type: 'stream_ended', receipt: streamReceipt() },
  { at: 4000, runId: 'run-1', type: 'run_ended', receipts: [] },
];

function show(isInteractive: boolean): string[] {
  const written: string[] = [];
  const listener = createTerminalOutput({
    isInteractive,
    redrawEvery: 200,
    write: (text) => written.push(text),
  });
  for (const event of EVENTS) listener(event);
  return written;
}

describe('progress on a terminal', () => {
  it('redraws one line per stream, with records, rate, requests, waits and time left', () => {
    const lines = show(true);
    expect(lines[0]).toBe('\u001B[2Kgong.calls  running  0 records, 0/s, 0 committed, 0 requests\n');
    expect(lines).toContain(
      '\u001B[1A\u001B[2Kgong.calls  running  500 records, 500/s, 0 committed, 1 requests, ' +
        '2.5 s waiting for quota, about 3.0 s left\n',
    );
    expect(lines.at(-1)).toBe(
      '\u001B[1A\u001B[2Kgong.calls  proved  500 records, 125/s, 500 committed, 1 requests, 2.5 s waiting for quota\n',
    );
  });

  it('redraws no more often than asked, but always when a stream starts or ends', () => {
    expect(show(true)).toHaveLength(5);
  });
});

describe('progress elsewhere', () => {
  it('is a line when a stream starts and one when it ends, without control codes', () => {
    expect(show(false)).toEqual([
      'gong.calls  running  0 records, 0/s, 0 committed, 0 requests\n',
      'gong.calls  proved  500 records, 125/s, 500 committed, 1 requests, 2.5 s waiting for quota\n',
    ]);
  });
});

describe('progress for programs', () => {
  it('is each event as a line of JSON', () => {
    const written: string[] = [];
    const listener = createJsonOutput((text) => written.push(text));
    for (const event of EVENTS) listener(event);
    expect(written.map((line) => JSON.parse(line))).toEqual(EVENTS);
    expect(written.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });
});
