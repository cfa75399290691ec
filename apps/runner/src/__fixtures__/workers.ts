/** A few things that many tests take turns with. */
export interface Workers<Worker> {
  readonly all: readonly Worker[];
  /** Waits until one is free, and hands it to nobody else while `work` runs. */
  use<Result>(work: (worker: Worker) => Promise<Result>): Promise<Result>;
}

export function createWorkers<Worker>(all: readonly Worker[]): Workers<Worker> {
  const free = [...all];
  const waiting: ((worker: Worker) => void)[] = [];
  const take = async (): Promise<Worker> =>
    free.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
  const giveBack = (worker: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(worker);
    else next(worker);
  };
  return {
    all,
    use: async (work) => {
      const worker = await take();
      try {
        return await work(worker);
      } finally {
        giveBack(worker);
      }
    },
  };
}
