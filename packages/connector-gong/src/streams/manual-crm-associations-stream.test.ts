import { describe, expect, it } from 'vitest';
import { NOW, startAccount } from '../__fixtures__/account.js';
import { requestsTo } from '../__fixtures__/requests.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { sampleAssociation } from '../__fixtures__/sample-lists.js';
import { callId } from '../__fixtures__/sample-records.js';
import { DAY } from '../__fixtures__/test-clock.js';

const NAME = 'manual_crm_associations';
const PATH = '/v2/manual-crm-associations';
const now = Date.parse(NOW);

describe('manual CRM associations', () => {
  it('are read since the look-back, in one chain of pages, those made exactly at its start too', async () => {
    const account = await startAccount({ pageSize: 2 });
    const { clock, emulator } = account;
    const { manualCrmAssociations } = emulator.lists;
    manualCrmAssociations.add(sampleAssociation(1, '2026-02-01T00:00:00Z'));
    for (const number of [2, 3]) manualCrmAssociations.add(sampleAssociation(number, now - number * DAY));
    const stream = await account.stream(NAME, { look_back: '1d' });

    const first = await runStream(stream, { clock });
    manualCrmAssociations.add(sampleAssociation(4, now - DAY));
    const second = await runStream(stream, { clock, state: first.state });

    expect(first.ids(NAME)).toEqual([callId(1), callId(3), callId(2)]);
    expect(second.ids(NAME)).toEqual([callId(4)]);
    expect(requestsTo(emulator, PATH)).toHaveLength(2 + 1);
  });

  it('A4: an account without the endpoint has none; it is told, and nothing is covered', async () => {
    const account = await startAccount({ manualAssociations: false });

    const run = await runStream(await account.stream(NAME), { clock: account.clock });

    expect(run.batches).toEqual([]);
    expect(run.state.size).toBe(0);
    expect(run.events).toContainEqual(
      expect.objectContaining({ type: 'warning', code: 'gong_no_manual_associations' }),
    );
  });

  it('A2: an account with the endpoint and without associations is covered', async () => {
    const account = await startAccount();

    const run = await runStream(await account.stream(NAME), { clock: account.clock });

    expect(run.state.get('')?.coverage).toHaveLength(1);
    expect(run.events.filter(({ type }) => type === 'warning')).toEqual([]);
  });

  it.each([1, 2])(
    'a 404 after %i pages is an error: to take it for the end would lose the rest',
    async (skip) => {
      const account = await startAccount({ pageSize: 1 });
      for (const number of [1, 2, 3]) {
        account.emulator.lists.manualCrmAssociations.add(sampleAssociation(number, now - number * DAY));
      }
      account.emulator.faults.inject({ kind: 'status', status: 404 }, { path: PATH, skip, times: Infinity });

      const reading = runStream(await account.stream(NAME), { clock: account.clock });

      await expect(reading).rejects.toMatchObject({ http: { status: 404 } });
    },
  );
});
