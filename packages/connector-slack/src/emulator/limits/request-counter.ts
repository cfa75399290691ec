/** Counts requests by method, for tests that assert what a run cost. */
export interface RequestCounter {
  readonly count: (method: string) => void;
  readonly counts: () => Readonly<Record<string, number>>;
  readonly clear: () => void;
}

export function createRequestCounter(): RequestCounter {
  const counted = new Map<string, number>();
  return {
    count: (method) => {
      counted.set(method, (counted.get(method) ?? 0) + 1);
    },
    counts: () => Object.fromEntries(counted),
    clear: () => {
      counted.clear();
    },
  };
}
