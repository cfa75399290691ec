import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  association,
  interaction,
  organization,
  person,
  together,
  type Said,
} from './__fixtures__/records.js';
import { groupOf, readIds } from './__fixtures__/resolved.js';
import { createTransformer, textOf, Warehouse, type Load } from './__fixtures__/warehouse.js';

/** What a record says now, of a few addresses and ids that others say, too; none: it is gone. */
interface Happening {
  readonly who: number;
  readonly says: readonly number[] | undefined;
}

const happening = fc.record({
  who: fc.integer({ min: 0, max: 7 }),
  says: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }), {
    nil: undefined,
    freq: 5,
  }),
});
const history = fc.array(fc.array(happening, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 3 });

const SAID: readonly Said[] = [
  'email:a@x.example',
  'email:b@x.example',
  'verified:c@x.example',
  'verified:a@x.example',
  'crm:contact:1',
  'crm:contact:2',
];

/** Records of three sources: contacts that own an id, users of a chat, and calls with one participant. */
const WHO = [
  ...[1, 2, 3].map((number) => ({ source: 'crm', id: `contact:${number}`, own: `crm:contact:${number}` })),
  ...[1, 2].map((number) => ({ source: 'chat', id: `user:${number}`, own: `user:chat:${number}` })),
  ...[1, 2, 3].map((number) => ({ source: 'calls', id: `call:${number}`, own: '' })),
];

const CLAIMS = [...SAID, ...WHO.map(({ own }) => own)];

/** Sources tell a record anew: what it says, and what it says no longer. */
async function happen(warehouse: Warehouse, happenings: readonly Happening[]): Promise<void> {
  const last = new Map(happenings.map((one) => [one.who, one]));
  for (const source of ['crm', 'chat', 'calls']) {
    const ones = [...last.values()].filter(({ who }) => WHO[who]!.source === source);
    if (ones.length === 0) continue;
    const loads = ones.map(({ who, says }) => (says === undefined ? {} : loadOf(WHO[who]!, says)));
    const told = new Set(loads.flatMap((load) => (load.identity_claim ?? []).map((row) => row.claim_id)));
    const gone = ones.flatMap(({ who }) => claimsOf(WHO[who]!)).filter((id) => !told.has(id));
    const left = ones.filter(({ says }) => says === undefined).map(({ who }) => WHO[who]!.id);
    await warehouse.publish(source, together(...loads), {
      identity_claim: gone,
      ...(source === 'calls'
        ? { interaction: left, interaction_participant: left.map((id) => `${id}#1`) }
        : { person: left }),
    });
  }
}

function loadOf({ source, id, own }: (typeof WHO)[number], says: readonly number[]): Load {
  const said = says.map((index) => SAID[index]!);
  if (source === 'calls') return interaction(id, { started_at: '2026-01-01T00:00:00Z' }, { said });
  return person(id, own, ...said.filter((one) => one !== own));
}

function claimsOf({ source, id }: (typeof WHO)[number]): string[] {
  return CLAIMS.map((said) =>
    source === 'calls' ? `interaction_participant ${id}#1 ${said}` : `person ${id} ${said}`,
  );
}

/** Every table of the transformer, an entity named by its first node: its id has a history. */
async function readAll(warehouse: Warehouse, config: object): Promise<Readonly<Record<string, unknown>>> {
  const tables = createTransformer(config).describe({});
  const staging = tables.find(({ name }) => name === 'identity')!.schema;
  const names = await warehouse.session.query(
    `SELECT entity_id, min(node) AS name FROM ${staging}.identity WHERE entity_id IS NOT NULL GROUP BY entity_id`,
  );
  const found: Record<string, unknown> = {};
  for (const { schema, name, columns } of tables) {
    const compared = columns
      .filter((column) => !['is_anchor', 'family'].includes(column.name))
      .map((column) => column.name);
    const rows = await warehouse.session.query(`SELECT ${compared.join(', ')} FROM ${schema}.${name}`);
    const text = names.reduce(
      (all, row) => all.replaceAll(textOf(row.entity_id), textOf(row.name)),
      JSON.stringify(rows),
    );
    // Lists of ids are in the order of the ids.
    const named = JSON.parse(text) as Record<string, unknown>[];
    found[name] = named
      .map((row) => JSON.stringify({ ...row, entities: String(row.entities).split(', ').sort() }))
      .sort();
  }
  return found;
}

describe('built step by step', () => {
  it('is what is built at once, after any history; who stays the same keeps the id', async () => {
    let builds = 0;
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const warehouse = await Warehouse.open();
        try {
          let before: Readonly<Record<string, string>> = {};
          for (const step of steps) {
            await happen(warehouse, step);
            await warehouse.transform();
            const ids = await readIds(warehouse);
            expectSameIds(before, ids);
            before = ids;
          }
          const fresh = { schema: `FRESH_${(builds += 1)}`, staging_schema: `FRESH_STAGING_${builds}` };
          await warehouse.transform(fresh);
          expect(await readAll(warehouse, {})).toEqual(await readAll(warehouse, fresh));
        } finally {
          await warehouse.close();
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 600_000);
});

/** Whoever is made of the same nodes as before has the same id. */
function expectSameIds(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): void {
  const groups = (ids: Readonly<Record<string, string>>) => {
    const byId = Object.groupBy(Object.keys(ids), (node) => ids[node]!);
    return new Map(Object.entries(byId).map(([id, nodes]) => [nodes!.sort().join(), id]));
  };
  const now = groups(after);
  for (const [nodes, id] of groups(before)) if (now.has(nodes)) expect(now.get(nodes)).toBe(id);
}

describe('what a source takes back', () => {
  it('is undone: a merge parts again, and the part with the older id keeps it', async () => {
    const warehouse = await Warehouse.open();
    try {
      const calls = together(
        interaction('call:1', {}, { said: ['crm:contact:1'] }),
        interaction('call:2', {}, { said: ['crm:contact:2'] }),
      );
      await warehouse.publish(
        'crm',
        together(person('contact:1', 'crm:contact:1'), person('contact:2', 'crm:contact:2')),
      );
      await warehouse.publish('calls', calls);
      await warehouse.transform();
      const apart = await readIds(warehouse);
      expect(apart['crm/contact:1']).not.toBe(apart['crm/contact:2']);

      await warehouse.publish('crm', person('contact:1', 'crm:contact:1', 'crm:contact:2'), {
        person: ['contact:2'],
        identity_claim: ['person contact:2 crm:contact:2'],
      });
      await warehouse.transform();
      expect(await groupOf(warehouse, 'crm/contact:1')).toEqual([
        'calls/call:1#1',
        'calls/call:2#1',
        'crm/contact:1',
      ]);
      expect((await readIds(warehouse))['crm/contact:1']).toBe(apart['crm/contact:1']);

      await warehouse.publish('crm', person('contact:2', 'crm:contact:2'), {
        identity_claim: ['person contact:1 crm:contact:2'],
      });
      await warehouse.transform();
      expect(await readIds(warehouse)).toMatchObject({
        'crm/contact:1': apart['crm/contact:1'],
        'calls/call:2#1': (await readIds(warehouse))['crm/contact:2'],
      });
      expect(await groupOf(warehouse, 'crm/contact:2')).toEqual(['calls/call:2#1', 'crm/contact:2']);
    } finally {
      await warehouse.close();
    }
  });

  it('changes the rows that it concerns, and no others', async () => {
    const warehouse = await Warehouse.open();
    try {
      const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
      const contacts = numbers.map((number) =>
        person(`contact:${number}`, `crm:contact:${number}`, `email:p${number}@x.example`),
      );
      await warehouse.publish(
        'crm',
        together(...contacts, organization('company:1', 'crm:account:1', 'domain:x.example')),
      );
      await warehouse.publish(
        'calls',
        together(
          ...numbers.map((number) =>
            interaction(`call:${number}`, {}, { said: [`email:p${number}@x.example`] }),
          ),
        ),
      );
      await warehouse.transform();
      await warehouse.publish('crm', { person: [{ ...contacts[6]!.person![0], full_name: 'Another Name' }] });
      const renamed = await warehouse.transform();
      const changed = Object.entries(renamed).filter(([, { changedRows }]) => changedRows > 0);
      expect(changed.map(([name, { changedRows }]) => [name, changedRows])).toEqual([
        ['person_record', 1],
        ['contacts', 1],
      ]);

      await warehouse.publish('crm', association(['person', 'contact:3'], ['organization', 'company:1']));
      const { contact_company: pairs, contacts: people, identity } = await warehouse.transform();
      expect([pairs?.changedRows, people?.changedRows, identity?.changedRows]).toEqual([1, 1, 0]);
    } finally {
      await warehouse.close();
    }
  });
});
