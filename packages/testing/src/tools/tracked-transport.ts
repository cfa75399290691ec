import type { HttpTransport } from '@etl/core';

/** A transport that knows how many exchanges it began and how many are still open. */
export interface TrackedTransport {
  readonly transport: HttpTransport;
  readonly started: number;
  readonly open: number;
}

export function trackTransport(inner: HttpTransport): TrackedTransport {
  const counts = { started: 0, open: 0 };
  return {
    get started() {
      return counts.started;
    },
    get open() {
      return counts.open;
    },
    transport: async (request) => {
      counts.started += 1;
      counts.open += 1;
      try {
        return await inner(request);
      } finally {
        counts.open -= 1;
      }
    },
  };
}
