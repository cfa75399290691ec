import { describe, expect, it } from 'vitest';
import { describeModels, describeSummaries } from './describe-models.js';

describe('what is said of models', () => {
  it('is a line for each transformer: tables, changed rows, and what was left out and why', () => {
    const skipped = 'RAW.transcripts is not loaded';
    const tables = [
      { table: 'MARTS.calls', changedRows: 1200 },
      { table: 'MARTS.call_topics', changedRows: 34 },
      { table: 'MARTS.transcript_sentences', changedRows: 0, skipped },
      { table: 'MARTS.words', changedRows: 0, skipped },
    ];
    expect(
      describeModels([
        { transformer: 'gong', tables },
        { transformer: 'unified', tables: tables.slice(0, 1) },
      ]),
    ).toEqual([
      'models of gong: 2 tables, 1,234 rows changed; 2 not built: RAW.transcripts is not loaded',
      'models of unified: 1 tables, 1,200 rows changed',
    ]);
  });

  it('is nothing where the transformer failed: its problem is told elsewhere', () => {
    const problem = { kind: 'fatal', code: 'any', message: 'no' } as const;
    expect(describeModels([{ transformer: 'gong', tables: [], problem }])).toEqual([]);
  });
});

describe('what transformers show', () => {
  it('is a table under its title, of those that show something', () => {
    const summary = {
      title: 'Acme across sources',
      columns: ['when', 'what'],
      rows: [['2026-01-02', 'call']],
    };
    expect(
      describeSummaries([
        { transformer: 'gong', tables: [] },
        { transformer: 'unified', tables: [], summary },
      ]),
    ).toEqual(['\nAcme across sources\nwhen        what\n2026-01-02  call']);
  });
});
