import type { Session, Transaction } from '@etl/core';

/** A statement that wrote rows, and how many. */
export interface CountedUpdate {
  readonly statement: string;
  readonly rows: number;
}

/** The session, and a list to which every statement of its transactions that writes rows is added. */
export function createCountingSession(session: Session): {
  readonly session: Session;
  readonly updates: readonly CountedUpdate[];
} {
  const updates: CountedUpdate[] = [];
  const counting = (transaction: Transaction): Transaction => ({
    run: (statement) => transaction.run(statement),
    rows: (statement) => transaction.rows(statement),
    update: async (statement) => {
      const rows = await transaction.update(statement);
      updates.push({ statement, rows });
      return rows;
    },
  });
  const counted: Pick<Session, 'transaction' | 'acquireLease'> = {
    acquireLease: (stream, runId) => session.acquireLease(stream, runId),
    transaction: (work, lease) => session.transaction((transaction) => work(counting(transaction)), lease),
  };
  return { session: Object.assign(Object.create(session) as Session, counted), updates };
}
