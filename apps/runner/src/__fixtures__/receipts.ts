import type { StreamReceipt, TableReceipt } from '@etl/core';

export function tableReceipt(table: string, counts: Partial<TableReceipt> = {}): TableReceipt {
  return {
    table,
    fetched: 0,
    filtered: 0,
    rejected: 0,
    superseded: 0,
    inserted: 0,
    updated: 0,
    restored: 0,
    unchanged: 0,
    deletions: 0,
    deleted: 0,
    alreadyDeleted: 0,
    unknown: 0,
    braked: 0,
    liveRows: 0,
    rows: 0,
    ...counts,
  };
}

export function streamReceipt(receipt: Partial<StreamReceipt> = {}): StreamReceipt {
  return {
    source: 'gong',
    stream: 'calls',
    runId: 'run-1',
    outcome: 'proved',
    startedAt: 0,
    endedAt: 1500,
    commits: 1,
    requests: 3,
    tables: [],
    ...receipt,
  };
}
