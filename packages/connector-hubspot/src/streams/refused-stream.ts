import type { Stream, Table } from '@etl/core';
import type { EtlError } from '@etl/core';

/** A stream of which not even the columns may be seen: it ends alone, and says why. */
export function createRefusedStream(table: Table, error: EtlError): Stream {
  return {
    name: table.name,
    description: `${table.description ?? ''} HubSpot refuses to show its properties.`,
    tables: [table],
    plan: () => [{ partition: 'records', reason: 'uncovered' }],
    // eslint-disable-next-line require-yield -- it never gets that far
    read: async function* () {
      throw error;
    },
  };
}
