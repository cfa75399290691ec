import type { Batch } from '@etl/core';
import { requireEqual } from '../../check/conformance-check.js';
import { createSeededRandom } from '../../tools/seeded-random.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf, covered, DEALS, deletionOf } from '../sample-tables.js';
import { isLive, textOf } from '../stored-row.js';

const SEEDS = [1, 2, 3];
const COMMITS = 8;

interface KnownDeal {
  readonly day: number;
  readonly stage: string;
  readonly live: boolean;
}

/** What the table must show, worked out one event after the other, with no regard for batches and commits. */
class Oracle {
  readonly deals = new Map<string, KnownDeal>();

  record(id: string, day: number, stage: string): void {
    const known = this.deals.get(id);
    if (known === undefined || day >= known.day) this.deals.set(id, { day, stage, live: true });
  }

  delete(id: string): void {
    const known = this.deals.get(id);
    if (known !== undefined) this.deals.set(id, { ...known, live: false });
  }

  live(): string[] {
    return [...this.deals].flatMap(([id, { stage, live }]) => (live ? [`${id}=${stage}`] : [])).sort();
  }
}

function randomBatch(random: () => number, oracle: Oracle, serial: number): Batch {
  const pick = (count: number) => Math.floor(random() * count);
  const id = `d${pick(6)}`;
  if (pick(4) === 0) {
    oracle.delete(id);
    return deletionOf(DEALS, [id]);
  }
  const day = 1 + pick(9);
  const stage = `stage ${serial}`;
  oracle.record(id, day, stage);
  const records: (object | string)[] = [{ id, stage, updated_at: `2026-01-0${day}T00:00:00Z` }];
  if (pick(5) === 0) records.push('{broken');
  const filtered = pick(3);
  return batchOf(DEALS, records, {
    fetched: records.length + filtered,
    filtered: { private_call: filtered },
  });
}

export const historyChecks = SEEDS.map((seed) =>
  destinationCheck(
    `random_history_${seed}`,
    'any mixture of versions, deletions, duplicates, rejects and commit borders that one of the other checks does not think of',
    async (bench) => {
      const random = createSeededRandom(seed);
      const oracle = new Oracle();
      const writer = await bench.openWriter([DEALS]);
      for (let commit = 0; commit < COMMITS; commit += 1) {
        const size = 1 + Math.floor(random() * 12);
        for (let item = 0; item < size; item += 1)
          await writer.stage(randomBatch(random, oracle, commit * 100 + item));
        await writer.commit(covered(commit * 1000, commit * 1000 + 1000));
        const live = (await bench.rows('deals')).filter(isLive);
        requireEqual(
          live.map((row) => `${textOf(row, 'id')}=${textOf(row, 'stage')}`).sort(),
          oracle.live(),
          `Rows after commit ${commit}`,
        );
      }
    },
  ),
);
