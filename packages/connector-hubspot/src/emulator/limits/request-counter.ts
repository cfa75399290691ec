/** Counts requests by endpoint, for tests that assert what a run cost. */
export interface RequestCounter {
  readonly count: (endpoint: string) => void;
  readonly counts: () => Readonly<Record<string, number>>;
  readonly clear: () => void;
}

export function createRequestCounter(): RequestCounter {
  const counted = new Map<string, number>();
  return {
    count: (endpoint) => {
      counted.set(endpoint, (counted.get(endpoint) ?? 0) + 1);
    },
    counts: () => Object.fromEntries(counted),
    clear: () => {
      counted.clear();
    },
  };
}
