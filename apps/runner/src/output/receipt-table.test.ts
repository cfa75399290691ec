import { describe, expect, it } from 'vitest';
import { streamReceipt, tableReceipt } from '../__fixtures__/receipts.js';
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

  it('say what was wrong, and when to come back', () => {
    const failed = streamReceipt({
      outcome: 'failed',
      problem: { kind: 'fatal', code: 'x', message: 'The file is gone. Restore it.' },
    });
    const deferred = streamReceipt({
      stream: 'users',
      outcome: 'deferred',
      problem: { kind: 'deferred', code: 'q', message: 'The quota is used up.', resumeAt: 86_400_000 },
    });
    const lines = buildReceiptTable([failed, deferred]).split('\n');
    expect(lines[1]).toMatch(/^gong {4}calls .* failed$/);
    expect(lines.slice(3)).toEqual([
      'gong.calls failed: The file is gone. Restore it.',
      'gong.users deferred: The quota is used up. Run again after 1970-01-02T00:00:00.000Z.',
    ]);
  });
});
