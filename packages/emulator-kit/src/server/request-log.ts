import type { EmulatorRequest, RecordedRequest } from './exchange.js';

/** Everything that was asked, in order of arrival. */
export interface RequestLog {
  readonly entries: readonly RecordedRequest[];
  /** Notes a request; the function returned sets the status it was answered with. */
  record(request: EmulatorRequest): (status: number) => void;
  clear(): void;
}

export function createRequestLog(): RequestLog {
  const entries: RecordedRequest[] = [];
  return {
    entries,
    record: (request) => {
      const entry: RecordedRequest & { status: number | undefined } = {
        method: request.method,
        path: request.path,
        query: Object.fromEntries(request.query),
        headers: request.headers,
        body: request.body,
        at: request.at,
        status: undefined,
      };
      entries.push(entry);
      return (status) => {
        entry.status = status;
      };
    },
    clear: () => {
      entries.length = 0;
    },
  };
}
