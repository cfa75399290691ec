import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, BEN, fullCall, gongId, transcript } from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;

beforeEach(async () => {
  warehouse = await openWarehouse();
});

afterEach(() => warehouse.close());

async function build(...calls: readonly (object | string)[]): Promise<void> {
  await warehouse.load('calls', { records: calls });
  await warehouse.transform();
}

describe('calls', () => {
  it('say what Gong measured and found, with instants in UTC', async () => {
    await build(fullCall(10));
    expect(await warehouse.mart('calls')).toEqual([
      expect.objectContaining({
        call_id: gongId(10),
        title: 'Call 10',
        scheduled_at: '2026-03-02T17:00:00.000Z',
        started_at: '2026-03-02T17:03:20.500Z',
        ended_at: '2026-03-02T17:33:20.500Z',
        duration_seconds: 1800,
        primary_user_id: gongId(1),
        primary_user_name: 'Anna Seller',
        primary_user_email: 'Anna@seller.example',
        brief: 'They talked about prices.',
        outcome: 'Follow-up needed',
        talk_ratio: 0.58,
        longest_monologue_seconds: 95,
        longest_customer_story_seconds: 61.2,
        interactivity: 6.4,
        patience_seconds: 0.9,
        company_questions: 14,
        non_company_questions: 5,
        participants: 3,
        internal_participants: 1,
        external_participants: 2,
      }),
    ]);
  });

  it('have an end for a length of nothing, and none without a beginning', async () => {
    const metaData = (id: number, parts: object): object => ({ metaData: { id: gongId(id), ...parts } });
    await build(
      metaData(1, { started: '2026-03-02T09:00:00Z', duration: 0 }),
      metaData(2, { duration: 60 }),
      metaData(3, { started: '2026-03-02T09:00:00Z', duration: 9223372036854775000 }),
    );
    const ends = (await warehouse.mart('calls')).map(({ ended_at }) => ended_at);
    expect(ends).toEqual(['2026-03-02T09:00:00.000Z', null, null]);
  });
});

describe('participants', () => {
  it('are listed as Gong lists them, with what they are in the CRM', async () => {
    await build(fullCall(10));
    expect(await warehouse.mart('call_participants')).toMatchObject([
      {
        participant_number: 1,
        speaker_id: ANNA,
        is_primary_user: true,
        crm_system: 'HubSpot',
        crm_user_id: '41',
      },
      {
        participant_number: 2,
        speaker_id: BEN,
        is_primary_user: false,
        affiliation: 'External',
        attended: true,
        was_invited: false,
        talk_seconds: 500,
        crm_contact_id: '71',
        crm_lead_id: '81',
        crm_user_id: null,
      },
      { participant_number: 3, name: 'Cleo Absent', attended: false, talk_seconds: null, crm_system: null },
    ]);
  });

  it('are what the first CRM says, and all CRMs are among the links', async () => {
    const party = {
      id: '1',
      context: [
        { system: 'HubSpot', objects: [{ objectType: 'Contact', objectId: 'old', timing: 'TimeOfCall' }] },
        { system: 'Salesforce', objects: [{ objectType: 'Contact', objectId: '003', timing: 'Now' }] },
        { system: 'HubSpot', objects: [{ objectType: 'Contact', objectId: 'new', timing: 'Now' }] },
      ],
    };
    await build(fullCall(10, { parties: [party] }));
    expect(await warehouse.mart('call_participants')).toMatchObject([
      { crm_system: 'HubSpot', crm_contact_id: 'new' },
    ]);
    const links = await warehouse.mart('call_participant_crm_links');
    expect(links.map(({ system, object_id, timing }) => [system, object_id, timing])).toEqual([
      ['HubSpot', 'new', 'Now'],
      ['HubSpot', 'old', 'TimeOfCall'],
      ['Salesforce', '003', 'Now'],
    ]);
  });
});

describe('links to a CRM', () => {
  it('have a row for each timing; Deal and Company are other words', async () => {
    const objects = [
      { objectType: 'Deal', objectId: '1', timing: 'Now', fields: [{ name: 'dealname', value: 'A' }] },
      {
        objectType: 'Opportunity',
        objectId: '1',
        timing: 'TimeOfCall',
        fields: [{ name: 'Name', value: 'B' }],
      },
      { objectType: 'company', objectId: '2' },
      {
        objectType: 'Account',
        objectId: '2',
        timing: 'Now',
        fields: [{ name: 'Name', value: 'told twice' }],
      },
      { objectType: 'Ticket', objectId: '3', timing: 'NOW' },
      { objectType: 'Ticket', objectId: '3', timing: 'Tomorrow' },
      { objectType: 'Account', timing: 'Now' },
    ];
    await build(fullCall(10, { context: [{ system: 'HubSpot', objects }, { objects: [{ objectId: 4 }] }] }));
    const links = await warehouse.session.query(
      "SELECT concat_ws(' ', system, object_type, object_id, timing, coalesce(object_name, '')) AS link FROM GONG_MARTS.call_crm_links ORDER BY 1",
    );
    expect(links.map(({ link }) => link)).toEqual([
      'HubSpot Account 2 Now ',
      'HubSpot Opportunity 1 Now A',
      'HubSpot Opportunity 1 TimeOfCall B',
      'HubSpot Ticket 3 Now ',
      'HubSpot Ticket 3 Tomorrow ',
      'unknown unknown 4 Now ',
    ]);
  });
});

describe('what Gong found in a call', () => {
  it('has a row for each thing', async () => {
    await build(fullCall(10));
    expect(await warehouse.mart('call_topics')).toMatchObject([
      { topic_number: 1, name: 'Pricing', duration_seconds: 600 },
      { topic_number: 2, name: 'Next steps', duration_seconds: 61.5 },
    ]);
    expect(await warehouse.mart('call_trackers')).toMatchObject([
      { tracker_number: 1, tracker_id: gongId(300), name: 'Competitors', count: 2, type: 'KEYWORD' },
      { tracker_number: 2, tracker_id: gongId(301), name: 'Budget', count: 0, type: 'SMART' },
    ]);
    expect(await warehouse.mart('call_tracker_occurrences')).toMatchObject([
      {
        tracker_number: 1,
        occurrence_number: 1,
        tracker_name: 'Competitors',
        start_seconds: 12.5,
        speaker_id: BEN,
      },
      {
        tracker_number: 1,
        occurrence_number: 2,
        tracker_name: 'Competitors',
        start_seconds: 99,
        speaker_id: ANNA,
      },
    ]);
    expect(await warehouse.mart('call_outline')).toMatchObject([
      { section_number: 1, item_number: 1, section: 'Opening', item_start_seconds: 1, text: 'Hello.' },
      { section_number: 1, item_number: 2, section: 'Opening', item_start_seconds: 20.5, text: 'Weather.' },
      { section_number: 2, item_number: 0, section: 'Silence', section_duration_seconds: 5, text: null },
    ]);
    expect(await warehouse.mart('call_highlights')).toMatchObject([
      {
        highlight_number: 1,
        item_number: 1,
        title: 'Next steps',
        text: 'Send the offer.',
        start_times: '[1700,1750]',
      },
    ]);
    expect((await warehouse.mart('call_key_points')).map(({ text }) => text)).toEqual([
      'The budget is signed off.',
      'They decide in May.',
    ]);
  });
});

describe('sentences', () => {
  const speech = transcript(
    10,
    [ANNA, 'Intro', 'One.', 'Two.'],
    [BEN, null, 'Three.'],
    [gongId(999), null, 'Four.'],
  );

  it('stand in order, each with its speaker, its milliseconds and its instants', async () => {
    await warehouse.load('transcripts', { records: [speech] });
    await build(fullCall(10));
    expect(await warehouse.mart('transcript_sentences')).toMatchObject([
      {
        sentence_number: 1,
        turn_number: 1,
        topic: 'Intro',
        text: 'One.',
        participant_number: 1,
        speaker_name: 'Anna Seller',
        speaker_email: 'Anna@seller.example',
        speaker_user_id: gongId(1),
        speaker_affiliation: 'Internal',
        start_milliseconds: 1000,
        end_milliseconds: 1800,
        started_at: '2026-03-02T17:03:21.500Z',
        ended_at: '2026-03-02T17:03:22.300Z',
      },
      { sentence_number: 2, turn_number: 1, text: 'Two.', start_milliseconds: 2000 },
      {
        sentence_number: 3,
        turn_number: 2,
        text: 'Three.',
        speaker_name: 'Ben Buyer',
        speaker_user_id: null,
      },
      { sentence_number: 4, turn_number: 3, text: 'Four.', speaker_id: gongId(999), speaker_name: null },
    ]);
  });

  it('keep the order of the transcript, also where times run backwards or are missing', async () => {
    const texts = Array.from({ length: 300 }, (_, index) => `Sentence ${index}`);
    const sentences = texts.map((text, index) =>
      index % 3 === 0 ? { text } : { start: 9000 - index, text },
    );
    const halves = [sentences.slice(0, 120), sentences.slice(120)];
    const record = {
      callId: gongId(10),
      transcript: halves.map((half) => ({ speakerId: ANNA, sentences: half })),
    };
    await warehouse.load('transcripts', { records: [record] });
    await build(fullCall(10));
    const rows = await warehouse.session.query(
      'SELECT sentence_number, text FROM GONG_MARTS.transcript_sentences ORDER BY sentence_number',
    );
    expect(rows).toEqual(texts.map((text, index) => ({ sentence_number: index + 1, text })));
  });

  it('are there before their call is, and find their speakers later', async () => {
    await warehouse.load('transcripts', { records: [speech] });
    const first = await warehouse.transform();
    expect(first.calls).toMatchObject({ changedRows: 0, skipped: 'GONG.calls is not loaded' });
    expect(first.transcript_sentences).toMatchObject({ changedRows: 4 });
    expect(await warehouse.mart('transcript_sentences')).toMatchObject([
      { text: 'One.', speaker_id: ANNA, speaker_name: null, started_at: null },
      { text: 'Two.' },
      { text: 'Three.' },
      { text: 'Four.' },
    ]);
    await build(fullCall(10));
    const names = (await warehouse.mart('transcript_sentences')).map(({ speaker_name }) => speaker_name);
    expect(names).toEqual(['Anna Seller', 'Anna Seller', 'Ben Buyer', null]);
  });

  it('of two participants with one speaker id have the first as speaker', async () => {
    const parties = ['First', 'Second'].map((name) => ({ id: name, name, speakerId: ANNA }));
    await warehouse.load('transcripts', { records: [speech] });
    await build(fullCall(10, { parties }));
    const [row] = await warehouse.mart('transcript_sentences');
    expect(row).toMatchObject({ speaker_name: 'First', participant_number: 1 });
    expect(await warehouse.mart('transcript_sentences')).toHaveLength(4);
  });

  it('are missing without harm where transcripts are not loaded', async () => {
    await build(fullCall(10));
    const tables = await warehouse.transform();
    expect(tables.transcript_sentences).toMatchObject({ skipped: 'GONG.transcripts is not loaded' });
    expect(await warehouse.mart('calls')).toHaveLength(1);
  });
});

const MARTS_OF_CALLS = [
  'calls',
  'call_participants',
  'call_participant_crm_links',
  'call_crm_links',
  'call_trackers',
  'call_tracker_occurrences',
  'call_topics',
  'call_outline',
  'call_highlights',
  'call_key_points',
  'transcript_sentences',
];

async function idsIn(mart: string): Promise<readonly unknown[]> {
  const rows = await warehouse.session.query(`SELECT DISTINCT call_id FROM GONG_MARTS.${mart} ORDER BY 1`);
  return rows.map(({ call_id }) => call_id);
}

describe('what changes later', () => {
  it('reaches every mart: a call first seen without its content, then with it', async () => {
    const bare = fullCall(10, { content: null, interaction: null, parties: [], context: [] });
    await warehouse.load('transcripts', { records: [transcript(10, [ANNA, null, 'Hello.'])] });
    await build(bare, fullCall(11));
    expect(await idsIn('call_topics')).toEqual([gongId(11)]);
    await warehouse.load('calls', { records: [fullCall(10)] });
    const changed = await warehouse.transform();
    expect(changed.calls).toMatchObject({ changedRows: 1 });
    expect(changed.call_topics).toMatchObject({ changedRows: 2 });
    for (const mart of MARTS_OF_CALLS) expect(await idsIn(mart), mart).toContain(gongId(10));
    const [sentence] = await warehouse.mart('transcript_sentences');
    expect(sentence).toMatchObject({ speaker_name: 'Anna Seller' });
  });

  it('reaches the sentences when only the participants change', async () => {
    await warehouse.load('transcripts', { records: [transcript(10, [ANNA, null, 'Hello.'])] });
    await build(fullCall(10));
    await warehouse.load('calls', {
      records: [fullCall(10, { parties: [{ id: '1', name: 'Renamed', speakerId: ANNA }] })],
    });
    await warehouse.transform();
    expect(await warehouse.mart('transcript_sentences')).toMatchObject([{ speaker_name: 'Renamed' }]);
  });

  it('is only what changes: of two calls the other stays untouched', async () => {
    await warehouse.load('transcripts', {
      records: [transcript(10, [ANNA, null, 'A.']), transcript(11, [ANNA, null, 'B.'])],
    });
    await build(fullCall(10), fullCall(11));
    await warehouse.load('calls', {
      records: [fullCall(10, { content: { topics: [{ name: 'Pricing', duration: 600 }] } })],
    });
    const changed = await warehouse.transform();
    const counts = Object.fromEntries(
      Object.entries(changed).map(([name, table]) => [name, table.changedRows]),
    );
    expect(counts).toMatchObject({
      call_topics: 1,
      call_trackers: 2,
      call_participants: 0,
      transcript_sentences: 0,
    });
  });

  it('takes a call that is deleted, or became private, out of every mart, with what was said in it', async () => {
    await warehouse.load('transcripts', {
      records: [transcript(10, [ANNA, null, 'A.']), transcript(11, [ANNA, null, 'B.'])],
    });
    await build(fullCall(10), fullCall(11));
    for (const mart of MARTS_OF_CALLS) expect(await idsIn(mart), mart).toEqual([gongId(10), gongId(11)]);
    await warehouse.load('calls', { deleted: [gongId(10)] });
    await warehouse.transform();
    for (const mart of MARTS_OF_CALLS) expect(await idsIn(mart), mart).toEqual([gongId(11)]);
    expect(await warehouse.staging('interaction')).toHaveLength(1);
    const origins = (await warehouse.staging('identity_claim')).filter(
      ({ origin_type }) => origin_type === 'call',
    );
    expect(new Set(origins.map(({ origin_id }) => origin_id))).toEqual(new Set([gongId(11)]));
  });
});
