/** Requests of a full read, of a read after 1 % has changed, and of one without news, against the least the API allows. */
import { withEachAccount } from './vendors/with-account.ts';
import { writeResult } from './write-result.ts';

/** Times the least; without news not one request more than it takes to know that. */
const MOST = { full: 1.05, idle: 1, changed: 1.25 };

const costs = await withEachAccount({ limited: false }, async ({ vendor, least, change }, runs) => {
  const full = await runs.run();
  const idle = await runs.run();
  change();
  const changed = await runs.run();
  const describe = (what: keyof typeof MOST, read: string, { length: requests }: readonly unknown[]) => {
    const ratio = Number((requests / least[what]).toFixed(3));
    return { vendor, read, requests, least: least[what], ratio, most: MOST[what] };
  };
  return [
    describe('full', 'everything', full),
    describe('idle', 'right after it', idle),
    describe('changed', 'after 1 % has changed', changed),
  ];
});
const rows = costs.flat();

console.table(rows);
writeResult('api-cost', { rows });
for (const { vendor, read, ratio, most } of rows) {
  if (ratio <= most) continue;
  console.error(`${vendor}, ${read}: ${ratio} times the least; at most ${most}.`);
  process.exitCode = 1;
}
