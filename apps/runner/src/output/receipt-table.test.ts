import { describe, expect, it } from 'vitest';
import { streamReceipt, tableReceipt } from '../__fixtures__/receipts.js';
import { describeProblems } from './describe-problems.js';
import { buildReceiptTable } from './receipt-table.js';

describe('the receipts of a run', () => {
  it('have a row per table and columns for what happened', () => {
    const receipt = streamReceipt({
      tables: [
        tableReceipt('calls', { fetched: 1200, inserted: 1200, liveRows: 1200 }),
        tableReceipt('transcripts', { fetched: 3, updated: 1, unchanged: 2, liveRows: 3 }),
      ],
    });
    expect(buildReceiptTable([receipt]).split('\n')).toEqual([
      'source  stream  table        fetched  inserted  updated  unchanged   rows  requests   time  outcome',
      'gong    calls   calls          1,200     1,200        0          0  1,200         3  1.5 s  proved',
      'gong    calls   transcripts        3         0        1          2      3         3  1.5 s  proved',
    ]);
  });

  it.each(['filtered', 'rejected', 'superseded', 'restored', 'deleted'] as const)(
    'show %s when there is any',
    (count) => {
      const header = (number: number): string[] =>
        (
          buildReceiptTable([streamReceipt({ tables: [tableReceipt('calls', { [count]: number })] })]).split(
            '\n',
          )[0] ?? ''
        ).split(/ +/);
      expect(header(1)).toContain(count);
      expect(header(0)).not.toContain(count);
    },
  );

  it('have a row without counts for a stream that reached no table', () => {
    const lines = buildReceiptTable([streamReceipt({ outcome: 'failed' })]).split('\n');
    expect(lines).toEqual([
      'source  stream  table  fetched  inserted  updated  unchanged  rows  requests   time  outcome',
      'gong    calls                                                              3  1.5 s  failed',
    ]);
  });
});

describe('the problems of a run', () => {
  it('say what was wrong and when to come back, each once', () => {
    const gone = { kind: 'fatal', code: 'x', message: 'The file is gone. Restore it.' } as const;
    const spent = { kind: 'deferred', code: 'q', message: 'Spent.', resumeAt: 86_400_000 } as const;
    expect(
      describeProblems([
        streamReceipt(),
        streamReceipt({ outcome: 'failed', problem: gone }),
        streamReceipt({ stream: 'emails', outcome: 'deferred', problem: spent }),
        streamReceipt({ stream: 'users', outcome: 'failed', problem: gone }),
        streamReceipt({
          stream: 'deals',
          outcome: 'deferred',
          problem: { ...spent, message: 'Spent until 1970-01-02T00:00:00.000Z.' },
        }),
      ]),
    ).toEqual([
      'gong.calls, gong.users failed: The file is gone. Restore it.',
      'gong.emails deferred: Spent. Run again after 1970-01-02T00:00:00.000Z.',
      'gong.deals deferred: Spent until 1970-01-02T00:00:00.000Z.',
    ]);
  });
});
