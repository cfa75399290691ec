import { applyChanges, readFreshModels, readModels, type MakeRecord } from '@etl/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ANNA, BEN, fullCall, gongId, transcript, user } from './__fixtures__/records.js';
import { openWarehouse, type TableName } from './__fixtures__/warehouse.js';

const happening = fc.record({
  table: fc.constantFrom<TableName>('calls', 'calls', 'transcripts', 'users'),
  number: fc.integer({ min: 1, max: 3 }),
  version: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined, freq: 4 }),
});

/** What happens between two runs of the transformer; runs in which nothing does are part of it. */
const history = fc.array(fc.array(happening, { maxLength: 4 }), { minLength: 2, maxLength: 4 });

const PARTIES = [
  {
    id: '1',
    name: 'Anna',
    speakerId: ANNA,
    userId: gongId(1),
    affiliation: 'Internal',
    emailAddress: 'a@b.example',
  },
  { id: '2', name: 'Ben', speakerId: BEN, affiliation: 'External', emailAddress: 'b@c.example' },
];

/** Versions that share CRM objects between calls, lose parts, and change what other tables are joined with. */
const CALLS: readonly ((number: number) => object)[] = [
  (number) => fullCall(number),
  (number) => fullCall(number, { content: null, parties: PARTIES }),
  (number) => fullCall(number, { context: [], parties: PARTIES.toReversed() }),
  (number) => ({ metaData: { id: gongId(number) }, parties: 'none' }),
  (number) => {
    const fields = [{ name: 'name', value: `as call ${number} knows it` }];
    const objects = [{ objectType: 'Account', objectId: '501', fields, timing: 'Now' }];
    return fullCall(number, { context: [{ system: 'HubSpot', objects }], interaction: {} });
  },
];

const MAKE: Readonly<Record<TableName, MakeRecord>> = {
  calls: (number, version) => [CALLS[version]!(number), [gongId(number)]],
  users: (number, version) => [user(number, { firstName: `Name ${version}` }), [gongId(number)]],
  transcripts: (number, version) => {
    const speakers = version % 2 === 0 ? [ANNA, BEN] : [BEN, ANNA];
    const said = Array<string>(version).fill(`V${version}`);
    return [transcript(number, ...speakers.map((id) => [id, null, ...said] as const)), [gongId(number)]];
  },
};

it('after any history, what was built step by step is what is built at once', async () => {
  let builds = 0;
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const warehouse = await openWarehouse();
      try {
        for (const step of steps) {
          await applyChanges(warehouse, MAKE, step);
          await warehouse.transform();
          const fresh = await readFreshModels(warehouse, String((builds += 1)));
          expect(await readModels(warehouse)).toEqual(fresh);
        }
      } finally {
        await warehouse.close();
      }
    }),
    { numRuns: 4 },
  );
}, 600_000);
