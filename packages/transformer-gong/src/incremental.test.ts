import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ANNA, BEN, fullCall, gongId, transcript, user } from './__fixtures__/records.js';
import { createTransformer, Warehouse, type TableName } from './__fixtures__/warehouse.js';

/** One thing that happens at the source. */
interface Happening {
  readonly table: TableName;
  readonly number: number;
  /** Which of several versions of the record is there now; none: it is gone. */
  readonly version: number | undefined;
}

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

function recordOf({ table, number, version = 0 }: Happening): object {
  if (table === 'calls') return CALLS[version]!(number);
  if (table === 'users') return user(number, { firstName: `Name ${version}` });
  const speakers = version % 2 === 0 ? [ANNA, BEN] : [BEN, ANNA];
  return transcript(
    number,
    ...speakers.map((id) => [id, null, ...Array<string>(version).fill(`V${version}`)] as const),
  );
}

/** Brings what the last happening to each record says, a load for each table. */
async function happen(warehouse: Warehouse, happenings: readonly Happening[]): Promise<void> {
  const last = new Map(happenings.map((one) => [`${one.table} ${one.number}`, one]));
  const byTable = Object.groupBy(last.values(), ({ table }) => table);
  for (const [table, ones] of Object.entries(byTable) as [TableName, Happening[]][]) {
    const records = ones.filter(({ version }) => version !== undefined).map(recordOf);
    const deleted = ones.filter(({ version }) => version === undefined).map(({ number }) => gongId(number));
    await warehouse.load(table, { records, deleted });
  }
}

/** Every table of the transformer, row by row, by its name without the schema. */
async function readAll(warehouse: Warehouse, config: object): Promise<Readonly<Record<string, unknown>>> {
  const tables = createTransformer(config).describe({ gong: 'GONG' });
  const found: Record<string, unknown> = {};
  for (const { schema, name } of tables) {
    found[name] = await warehouse.session
      .query(`SELECT * FROM ${schema}.${name} ORDER BY ALL`)
      .catch(() => 'not built');
  }
  return found;
}

it('after any history, what was built step by step is what is built at once', async () => {
  let builds = 0;
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const warehouse = await Warehouse.open();
      try {
        for (const step of steps) {
          await happen(warehouse, step);
          await warehouse.transform();
          const fresh = { schema: `FRESH_${(builds += 1)}`, staging_schema: `FRESH_STAGING_${builds}` };
          await warehouse.transform(fresh);
          expect(await readAll(warehouse, {})).toEqual(await readAll(warehouse, fresh));
        }
      } finally {
        await warehouse.close();
      }
    }),
    { numRuns: 4 },
  );
}, 600_000);
