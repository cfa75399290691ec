import type { Session } from '@etl/core';
export function trace(session: Session, least: number): void {
  const original = session.transaction.bind(session);
  (session as any).transaction = (work: any, lease: any) =>
    original((tx: any) => {
      const timed =
        (f: any) =>
        async (q: string, ...rest: any[]) => {
          const t = performance.now();
          const c = process.cpuUsage();
          const r = await f(q, ...rest);
          const ms = performance.now() - t;
          if (ms > least)
            console.log(
              ms.toFixed(0),
              r?.length === undefined ? r : '',
              q.slice(0, 110).replaceAll('\n', ' '),
            );
          return r;
        };
      return work({
        run: timed(tx.run.bind(tx)),
        update: timed(tx.update.bind(tx)),
        rows: timed(tx.rows.bind(tx)),
      });
    }, lease);
}
