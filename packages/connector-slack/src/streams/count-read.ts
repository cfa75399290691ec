import type { CountedRead } from '@etl/connector-kit';
import type { Batch, ReadRequest } from '@etl/core';

/** What a list costs that has no count: it is read, and nothing is kept. At least one request, whoever has made it. */
export async function countRead(
  read: (request: ReadRequest) => AsyncIterable<Batch>,
  request: ReadRequest,
): Promise<CountedRead> {
  let requests = 0;
  let records = 0;
  const report: ReadRequest['report'] = (event) => {
    if (event.type === 'request') requests += 1;
    request.report(event);
  };
  for await (const batch of read({ ...request, report })) records += batch.records.length;
  return { requests: Math.max(1, requests), records };
}
