/** Time of a full read within the vendor's real limits, on a simulated clock, against what the limits alone demand. */
import { withEachAccount } from './vendors/with-account.ts';
import { writeResult } from './write-result.ts';

const MOST = 1.1;
const TOO_MANY = 429;

const rows = await withEachAccount({ limited: true }, async ({ vendor, demandedTime }, runs) => {
  const requests = await runs.run();
  const took = (requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0);
  const demanded = demandedTime(requests);
  return {
    vendor,
    requests: requests.length,
    refused: requests.filter(({ status }) => status === TOO_MANY).length,
    'seconds demanded': Math.round(demanded / 1000),
    'seconds taken': Math.round(took / 1000),
    ratio: Number((took / demanded).toFixed(3)),
  };
});

console.table(rows);
writeResult('quota', { rows });
for (const { vendor, refused, ratio } of rows) {
  if (refused === 0 && ratio <= MOST) continue;
  console.error(
    `${vendor}: ${refused} requests refused, ${ratio} times what the limits demand (at most ${MOST}).`,
  );
  process.exitCode = 1;
}
