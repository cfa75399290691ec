import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interaction, person, together, type Said } from './__fixtures__/records.js';
import { Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open();
});
afterEach(() => warehouse.close());

/** Who is one, as sorted lists of record keys; participants that are nobody are lists of their own under `nobody`. */
async function groups(): Promise<string[][]> {
  const rows = await warehouse.session.query(
    "SELECT entity_id, node FROM UNIFIED_STAGING.identity WHERE node LIKE '%/person/%' OR node LIKE '%/interaction_participant/%' ORDER BY node",
  );
  const byEntity = Object.groupBy(rows, ({ entity_id: id }) => String(id ?? 'nobody'));
  return Object.values(byEntity)
    .map((group) => group!.map(({ node }) => String(node).replace(/^contact\/(\w+)\/\w+\//, '$1/')))
    .sort();
}

describe('people are one', () => {
  it('by an id of a CRM, whoever names it', async () => {
    await warehouse.publish('crm', person('contact:1', 'crm:contact:1'));
    await warehouse.publish(
      'calls',
      interaction('call:1', {}, { said: ['crm:contact:1'] }, { said: ['crm:contact:2'] }),
    );
    await warehouse.transform();
    expect(await groups()).toEqual([['calls/call:1#1', 'crm/contact:1'], ['calls/call:1#2']]);
  });

  it('by an address, however each writes it, and through several', async () => {
    await warehouse.publish(
      'crm',
      person('contact:1', 'crm:contact:1', 'email:a@x.example', 'email:b@x.example'),
    );
    await warehouse.publish(
      'chat',
      person('user:U1', 'user:chat:U1', 'verified:b@x.example', 'email:c@x.example'),
    );
    await warehouse.publish(
      'calls',
      interaction('call:1', {}, { said: ['email:c@x.example'] }, { name: 'Guest' }),
    );
    await warehouse.transform();
    expect(await groups()).toEqual([['calls/call:1#1', 'chat/user:U1', 'crm/contact:1']]);
  });

  it('not by a telephone', async () => {
    const said: Said[] = ['phone:+15550100'];
    await warehouse.publish('crm', together(person('contact:1', ...said), person('contact:2', ...said)));
    await warehouse.transform();
    expect(await groups()).toEqual([['crm/contact:1'], ['crm/contact:2']]);
  });
});

describe('people stay two', () => {
  it('when one address is of two records: it joins neither, nor who else has it', async () => {
    await warehouse.publish(
      'crm',
      together(
        person('contact:1', 'crm:contact:1', 'email:a@x.example', 'email:s@x.example'),
        person('contact:2', 'crm:contact:2', 'email:s@x.example'),
      ),
    );
    await warehouse.publish(
      'calls',
      interaction('call:1', {}, { said: ['email:s@x.example'] }, { said: ['email:a@x.example'] }),
    );
    await warehouse.transform();
    expect(await groups()).toEqual(
      [['calls/call:1#1'], ['calls/call:1#2', 'crm/contact:1'], ['crm/contact:2']].sort(),
    );
  });
});
