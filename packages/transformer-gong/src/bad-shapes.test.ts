import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, fullCall, gongId, transcript, user } from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;

beforeEach(async () => {
  warehouse = await openWarehouse();
});

afterEach(() => warehouse.close());

const HEALTHY = 1;
const BAD_VALUES = [
  null,
  5,
  'x',
  true,
  [],
  {},
  [null],
  [5, 'x', [], null],
  [{}],
  [[{}]],
  { 0: { name: 'x' } },
];

/** Parts of a call, and the marts that read them. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  context: ['call_crm_links'],
  parties: ['call_participants', 'call_participant_crm_links'],
  content: [
    'call_trackers',
    'call_tracker_occurrences',
    'call_topics',
    'call_outline',
    'call_highlights',
    'call_key_points',
  ],
  interaction: [],
  collaboration: [],
};
const MARTS = ['calls', ...Object.values(PARTS).flat(), 'transcript_sentences'];

async function countRows(mart: string): Promise<ReadonlyMap<unknown, number>> {
  const rows = await warehouse.session.query(
    `SELECT call_id, count(*) AS found FROM GONG_MARTS.${mart} GROUP BY call_id`,
  );
  return new Map(rows.map(({ call_id, found }) => [call_id, Number(found)]));
}

describe('a part of a call that has another shape than it should', () => {
  it('costs that part, not the run and not one row of another mart', async () => {
    const cases = Object.keys(PARTS).flatMap((part) =>
      [...BAD_VALUES, undefined].map((value) => ({ part, value })),
    );
    const records = cases.map(({ part, value }, index) => fullCall(100 + index, { [part]: value }));
    const speech = cases.map((_, index) => transcript(100 + index, [ANNA, null, 'Hello.']));
    await warehouse.load('calls', { records: [fullCall(HEALTHY), ...records] });
    await warehouse.load('transcripts', {
      records: [transcript(HEALTHY, [ANNA, null, 'Hello.']), ...speech],
    });
    await warehouse.transform();

    for (const mart of MARTS) {
      const counts = await countRows(mart);
      const expected = counts.get(gongId(HEALTHY));
      expect(expected, mart).toBeGreaterThan(0);
      for (const [index, { part, value }] of cases.entries()) {
        if (PARTS[part]?.includes(mart)) continue;
        expect(counts.get(gongId(100 + index)), `${mart} with ${part} = ${JSON.stringify(value)}`).toBe(
          expected,
        );
      }
    }
  });

  it('is NULL where it is one value, and the other values of the call stay', async () => {
    const metaData = {
      id: gongId(1),
      title: { text: 'no' },
      started: '2026-03-02 09:00',
      duration: '12.5',
      isPrivate: 'yes',
      scheduled: 5,
      system: 7,
      direction: ['Inbound'],
      purpose: 'Demo',
    };
    await warehouse.load('calls', { records: [{ ...fullCall(1), metaData }] });
    await warehouse.transform();
    expect(await warehouse.mart('calls')).toMatchObject([
      {
        title: null,
        started_at: null,
        ended_at: null,
        duration_seconds: null,
        is_private: null,
        scheduled_at: null,
        system: '7',
        direction: null,
        purpose: 'Demo',
        brief: 'They talked about prices.',
        participants: 3,
      },
    ]);
  });

  it('leaves good neighbours in a list where they are', async () => {
    const topics = [null, { name: 'Pricing', duration: 'long' }, 'x', { name: 5, duration: '7' }];
    await warehouse.load('calls', { records: [fullCall(1, { content: { topics } })] });
    await warehouse.transform();
    expect(await warehouse.mart('call_topics')).toMatchObject([
      { topic_number: 2, name: 'Pricing', duration_seconds: null },
      { topic_number: 4, name: '5', duration_seconds: 7 },
    ]);
  });

  it('never ends a run, whatever it is', async () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const part = fc.constantFrom('context', 'parties', 'content', 'interaction', 'metaData');
    const inner = fc.constantFrom(
      'objects',
      'fields',
      'context',
      'topics',
      'outline',
      'trackers',
      'speakers',
      'items',
    );
    const shapes = fc.sample(fc.tuple(part, inner, json, fc.boolean()), 120);
    const records = shapes.map(([name, key, value, isList], index) => {
      const nested = isList ? [{ [key]: [value] }, value] : { [key]: value };
      const metaData = { id: gongId(index), started: '2026-03-02T09:00:00Z' };
      return {
        metaData,
        [name]: name === 'metaData' ? { ...metaData, extra: nested, title: value } : nested,
      };
    });
    const speech = shapes.map(([, , value], index) => ({
      callId: gongId(index),
      transcript: [
        value,
        { speakerId: value, topic: value, sentences: [value, { start: value, end: value, text: value }] },
      ],
    }));
    const users = shapes.map(([, , value], index) =>
      user(index, { emailAliases: value, emailAddress: value, active: value }),
    );
    await warehouse.load('calls', { records });
    await warehouse.load('transcripts', { records: speech });
    await warehouse.load('users', { records: users });
    await warehouse.transform();
    expect(await warehouse.mart('calls')).toHaveLength(120);
    expect(await warehouse.staging('person')).toHaveLength(120);
    expect(new Set((await warehouse.mart('transcript_sentences')).map(({ call_id }) => call_id)).size).toBe(
      120,
    );
  });
});

describe('values at the edge', () => {
  it('ids sent as numbers are the ids sent as texts', async () => {
    const asNumbers = (record: object): string => JSON.stringify(record).replace(/"(7\d{18})"/g, '$1');
    await warehouse.load('calls', { records: [asNumbers(fullCall(1))] });
    await warehouse.load('transcripts', { records: [transcript(1, [ANNA, null, 'Hello.'])] });
    await warehouse.transform();
    const [call] = await warehouse.mart('calls');
    expect(call).toMatchObject({
      call_id: gongId(1),
      primary_user_id: gongId(1),
      primary_user_name: 'Anna Seller',
    });
    expect(await warehouse.mart('transcript_sentences')).toMatchObject([
      { speaker_id: ANNA, speaker_name: 'Anna Seller', call_id: gongId(1) },
    ]);
  });

  it('text that no database takes as it is costs one character, not the call', async () => {
    const text = JSON.stringify(
      fullCall(1, { content: { brief: 'HERE', keyPoints: [{ text: 'kept 🚀 \\ud800' }] } }),
    );
    await warehouse.load('calls', {
      records: [text.replace('HERE', String.raw`a\ud800b \ud83d\ude80 \\ud800 \\\udfff`)],
    });
    await warehouse.transform();
    const [call] = await warehouse.mart('calls');
    expect(call).toMatchObject({ brief: 'a\ufffdb 🚀 \\ud800 \\\ufffd', title: 'Call 1' });
    expect(await warehouse.mart('call_key_points')).toMatchObject([{ text: 'kept 🚀 \\ud800' }]);
  });

  it('numbers without end are no numbers', async () => {
    const huge = JSON.stringify(fullCall(1, { content: null })).replace(
      '"duration":1800',
      '"duration":123456789012345678901234567890',
    );
    const endless = JSON.stringify(fullCall(2, { interaction: 'HERE' })).replace(
      '"HERE"',
      '{"interactionStats":[{"name":"Talk Ratio","value":1e999},{"name":"Patience","value":0.5}]}',
    );
    const speech = {
      callId: gongId(2),
      transcript: [{ speakerId: ANNA, sentences: [{ start: 9e17, end: -9e17, text: 'x' }] }],
    };
    await warehouse.load('calls', { records: [huge, endless] });
    await warehouse.load('transcripts', { records: [speech] });
    await warehouse.transform();
    expect(await warehouse.mart('calls')).toMatchObject([
      { call_id: gongId(1), duration_seconds: null, ended_at: null },
      { call_id: gongId(2), talk_ratio: null, patience_seconds: 0.5 },
    ]);
    expect(await warehouse.mart('transcript_sentences')).toMatchObject([
      { started_at: null, ended_at: null, text: 'x' },
    ]);
  });
});
