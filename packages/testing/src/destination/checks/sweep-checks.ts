import type { Checkpoint, SweepCondition } from '@etl/core';
import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { TEST_START } from '../../tools/source-dependencies.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf, deletionOf, field, people, PEOPLE } from '../sample-tables.js';
import { isLive, liveValues, textOf } from '../stored-row.js';

const MESSAGES = {
  name: 'messages',
  fields: [field('channel', 'string'), field('ts', 'string'), field('text', 'string')],
  primaryKey: ['channel', 'ts'],
};

function complete(table: string, within: readonly SweepCondition[] = []): Checkpoint {
  return { kind: 'complete', partition: '', sweep: 'all', table, within, readAt: TEST_START };
}

const messages = (channel: string, ...times: number[]) =>
  times.map((time) => ({ channel, ts: `${time}.0`, text: 'hi' }));

export const sweepChecks = [
  destinationCheck(
    'complete_sweep_deletes_unseen',
    'rows that stay for ever, or that go without evidence',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.deliver(batchOf(PEOPLE, people(0, 5)));
      await writer.stage(batchOf(PEOPLE, people(0, 2), { sweep: 'all' }));
      await writer.commit();
      requireEqual((await bench.rows('people')).length, 5, 'Rows before the sweep is complete');
      requireEqual(
        liveValues(await bench.rows('people'), 'id').length,
        5,
        'Live rows before the sweep is complete',
      );
      await writer.stage(batchOf(PEOPLE, [{ id: 'p3', name: 'Person 3' }], { sweep: 'all' }));
      const receipt = await writer.commit(complete('people'));
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p1', 'p3'], 'Live rows');
      requireEqual(
        [receipt.tables[0]?.deletions, receipt.tables[0]?.deleted],
        [2, 2],
        'Deletions inferred, deleted',
      );
      const evidence = await bench.evidence('people');
      requireThat(
        evidence.includes('sweep'),
        () => 'A row deleted by a sweep does not say so in its evidence.',
      );
    },
  ),
  destinationCheck(
    'sweep_survives_interruption',
    'keys seen before a crash forgotten, and their rows deleted',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.deliver(batchOf(PEOPLE, people(0, 4)));
      await writer.deliver(batchOf(PEOPLE, people(0, 2), { sweep: 'all' }));
      await bench.disconnect();
      const next = await bench.openWriter([PEOPLE]);
      await next.stage(batchOf(PEOPLE, people(2, 3), { sweep: 'all' }));
      await next.commit(complete('people'));
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p1', 'p2'], 'Live rows');
    },
  ),
  destinationCheck(
    'sweeps_start_empty',
    'keys of the last sweep counted as seen by the next',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.stage(batchOf(PEOPLE, people(0, 4), { sweep: 'all' }));
      await writer.commit(complete('people'));
      await writer.stage(batchOf(PEOPLE, people(0, 3), { sweep: 'all' }));
      await writer.commit(complete('people'));
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p1', 'p2'], 'Live rows');
      await writer.commit(complete('people'));
      requireEqual(
        liveValues(await bench.rows('people'), 'id'),
        [],
        'Live rows after a sweep that saw nothing',
      );
    },
  ),
  destinationCheck(
    'sweep_stays_within',
    'a sweep over one channel that deletes another’s messages',
    async (bench) => {
      const writer = await bench.openWriter([MESSAGES]);
      await writer.deliver(batchOf(MESSAGES, [...messages('a', 1, 2, 3, 4), ...messages('b', 2)]));
      await writer.stage(batchOf(MESSAGES, messages('a', 3), { sweep: 'all' }));
      await writer.commit(
        complete('messages', [
          { column: 'channel', equals: 'a' },
          { column: 'ts', from: '2.0', to: '4.0' },
        ]),
      );
      const live = (await bench.rows('messages')).filter(isLive);
      const keys = live.map((row) => `${textOf(row, 'channel')} ${textOf(row, 'ts')}`).sort();
      requireEqual(keys, ['a 1.0', 'a 3.0', 'a 4.0', 'b 2.0'], 'Live rows');
    },
  ),
  destinationCheck(
    'deletion_brake_holds',
    'a source that answers with nothing and empties the table',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE], { deletionBrake: { share: 0.3, rows: 2 } });
      await writer.deliver(batchOf(PEOPLE, people(0, 10)));
      await writer.stage(batchOf(PEOPLE, people(0, 6), { sweep: 'all' }));
      const receipt = await writer.commit(complete('people'));
      requireEqual([receipt.tables[0]?.braked, receipt.tables[0]?.deleted], [4, 0], 'Braked, deleted');
      requireEqual(liveValues(await bench.rows('people'), 'id').length, 10, 'Live rows');
    },
  ),
  destinationCheck(
    'deletion_brake_lets_go',
    'a brake that holds back what either limit allows, or what the source told',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE], { deletionBrake: { share: 0.3, rows: 2 } });
      await writer.deliver(batchOf(PEOPLE, people(0, 10)));
      await writer.stage(batchOf(PEOPLE, people(0, 7), { sweep: 'all' }));
      const byShare = (await writer.commit(complete('people'))).tables[0];
      requireEqual([byShare?.braked, byShare?.deleted], [0, 3], 'Braked, deleted at 3 of 10');
      for (const id of ['p0', 'p1', 'p2', 'p3']) await writer.stage(deletionOf(PEOPLE, [id]));
      const told = (await writer.commit()).tables[0];
      requireEqual([told?.braked, told?.deleted], [0, 4], 'Braked, deleted where the source told');
      await writer.stage(batchOf(PEOPLE, people(4, 5), { sweep: 'all' }));
      const byRows = (await writer.commit(complete('people'))).tables[0];
      requireEqual([byRows?.braked, byRows?.deleted], [0, 2], 'Braked, deleted at 2 of 3');
    },
  ),
  destinationCheck(
    'complete_forgets_resume',
    'a finished walk that is resumed in its middle',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.stage(batchOf(PEOPLE, people(0, 2), { sweep: 'all' }));
      await writer.commit({ kind: 'resume', partition: '', value: { after: 'p1' } });
      requireEqual((await bench.state()).get('')?.resume, { after: 'p1' }, 'Resume value');
      await writer.commit(complete('people'));
      const state = (await bench.state()).get('');
      requireEqual(state?.resume ?? null, null, 'Resume value after the sweep');
      requireEqual(state?.completed?.all, TEST_START, 'When the sweep completed');
    },
  ),
];
