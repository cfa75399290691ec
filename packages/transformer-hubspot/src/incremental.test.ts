import { applyChanges, readFreshModels, readModels, type MakeRecord } from '@etl/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  association,
  company,
  contact,
  deal,
  owner,
  pipeline,
  record,
  stage,
  stageChange,
} from './__fixtures__/records.js';
import { openWarehouse, type TableName } from './__fixtures__/warehouse.js';

type Changing = Exclude<TableName, 'meetings' | 'emails' | 'communications' | 'notes' | 'tasks' | 'tickets'>;

const STAGE_IDS = ['a', 'b', 'c'];
const stageId = (number: number): string => STAGE_IDS[number % STAGE_IDS.length] ?? '';

/** A record of each table in one of several versions, with what names it as a key. */
const MAKE: Readonly<Record<Changing, MakeRecord>> = {
  contacts: (number, version) => [
    contact(number, {
      firstname: `Name ${version}`,
      hs_merged_object_ids: version === 0 ? '' : `${version};9`,
    }),
    [String(number)],
  ],
  companies: (number, version) => [
    company(number, { numberofemployees: String(10 ** version), name: version === 0 ? '' : `N${version}` }),
    [String(number)],
  ],
  deals: (number, version) => [
    deal(number, { dealstage: stageId(version), pipeline: 'p1' }),
    [String(number)],
  ],
  owners: (number, version) => [owner(number, { archived: version % 2 === 0 }), [String(number)]],
  calls: (number, version) => [
    record(number, {
      hs_call_title: `Call ${version}`,
      hubspot_owner_id: version === 0 ? '' : String(version),
    }),
    [String(number)],
  ],
  pipelines: (number, version) => [pipeline(`p${number}`, `Pipeline ${version}`), ['deals', `p${number}`]],
  pipeline_stages: (number, version) => {
    const metadata = version === 0 ? {} : { probability: String(version % 2), isClosed: String(version > 2) };
    const options = { pipelineId: 'p1', label: `Stage ${version}` };
    return [stage(stageId(number), metadata, options), ['deals', 'p1', stageId(number)]];
  },
  associations: (number, version) => {
    const [from, to] =
      number % 2 === 0 ? (['contacts', 'companies'] as const) : (['calls', 'contacts'] as const);
    const label = version === 0 ? null : `Label ${version}`;
    const made = association([from, number], [to, (number % 3) + 1], [279, label]);
    const key = [from, String(number), to, String((number % 3) + 1), 'HUBSPOT_DEFINED', '279'];
    return [made, key];
  },
  deals_property_history: (number, version) => {
    const timestamp = `2026-01-0${number}T00:00:00Z`;
    return [stageChange(1, timestamp, stageId(version)), ['1', 'dealstage', timestamp, '0']];
  },
};

const TABLE_NAMES = Object.keys(MAKE) as Changing[];

/** One thing that happens at the source. */
const happening = fc.record({
  table: fc.constantFrom(...TABLE_NAMES),
  number: fc.integer({ min: 1, max: 3 }),
  /** Which of several versions of the record is there now; none: it is gone. */
  version: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 4 }),
});

/** What happens between two runs of the transformer; runs in which nothing does are part of it. */
const history = fc.array(fc.array(happening, { maxLength: 8 }), { minLength: 3, maxLength: 5 });

it('after any history, what was built step by step is what is built at once', async () => {
  let builds = 0;
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const warehouse = await openWarehouse();
      try {
        const everything = TABLE_NAMES.flatMap((table) =>
          [1, 2, 3].map((number) => ({ table, number, version: 1 })),
        );
        for (const step of [everything, ...steps]) {
          await applyChanges(warehouse, MAKE, step);
          await warehouse.transform();
        }
        const fresh = await readFreshModels(warehouse, String((builds += 1)));
        expect(await readModels(warehouse)).toEqual(fresh);
      } finally {
        await warehouse.close();
      }
    }),
    { numRuns: 3 },
  );
}, 600_000);
