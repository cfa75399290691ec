/** Ids as Gong makes them: 19 digits, so that a float would change them. */
export function gongId(number: number): string {
  return `7${String(number).padStart(18, '0')}`;
}

export const ANNA = gongId(900);
export const BEN = gongId(901);

/** A call with every part that Gong knows, as `POST /v2/calls/extensive` gives it. */
export function fullCall(number: number, parts: Readonly<Record<string, unknown>> = {}): object {
  const id = gongId(number);
  return {
    metaData: {
      id,
      url: `https://app.gong.example/call?id=${id}`,
      title: `Call ${number}`,
      scheduled: '2026-03-02T09:00:00-08:00',
      started: '2026-03-02T09:03:20.500-08:00',
      duration: 1800,
      primaryUserId: gongId(1),
      direction: 'Conference',
      system: 'Zoom',
      scope: 'External',
      media: 'Video',
      language: 'eng',
      workspaceId: gongId(5),
      purpose: 'Demo',
      meetingUrl: 'https://meet.seller.example/1',
      isPrivate: false,
      calendarEventId: 'event-1',
      clientUniqueId: null,
    },
    context: [
      {
        system: 'HubSpot',
        objects: [
          {
            objectType: 'Account',
            objectId: '501',
            fields: [
              { name: 'name', value: 'Northwind' },
              { name: 'website', value: 'https://www.Northwind.example/about' },
              { name: 'tags', value: ['a', 'b'] },
            ],
            timing: 'Now',
          },
          {
            objectType: 'Deal',
            objectId: '601',
            fields: [
              { name: 'dealname', value: 'Northwind renewal' },
              { name: 'amount', value: 12000.5 },
              { name: 'dealstage', value: 'contractsent' },
              { name: 'closedate', value: '2026-06-30T00:00:00Z' },
              { name: 'hs_is_closed', value: false },
            ],
            timing: 'Now',
          },
          {
            objectType: 'Opportunity',
            objectId: '601',
            fields: [{ name: 'dealstage', value: 'qualified' }],
            timing: 'TimeOfCall',
          },
        ],
      },
    ],
    parties: [
      {
        id: gongId(800),
        emailAddress: 'Anna@seller.example',
        name: 'Anna Seller',
        title: 'AE',
        userId: gongId(1),
        speakerId: ANNA,
        context: [
          { system: 'HubSpot', objects: [{ objectType: 'User', objectId: '41', fields: [], timing: 'Now' }] },
        ],
        affiliation: 'Internal',
        phoneNumber: null,
        methods: ['Invitee', 'Attendee'],
      },
      {
        id: gongId(801),
        emailAddress: ' Ben@Customer.example ',
        name: 'Ben Buyer',
        title: null,
        userId: null,
        speakerId: BEN,
        context: [
          {
            system: 'HubSpot',
            objects: [
              { objectType: 'Contact', objectId: '71', fields: [], timing: 'Now' },
              { objectType: 'Lead', objectId: '81', fields: [], timing: 'Now' },
            ],
          },
        ],
        affiliation: 'External',
        phoneNumber: '0044 20 7946 0000',
        methods: ['Attendee'],
      },
      {
        id: gongId(802),
        name: 'Cleo Absent',
        affiliation: 'External',
        methods: ['Invitee'],
        speakerId: null,
      },
    ],
    content: {
      topics: [
        { name: 'Pricing', duration: 600 },
        { name: 'Next steps', duration: 61.5 },
      ],
      trackers: [
        {
          id: gongId(300),
          name: 'Competitors',
          count: 2,
          type: 'KEYWORD',
          occurrences: [
            { startTime: 12.5, speakerId: BEN },
            { startTime: 99, speakerId: ANNA },
          ],
          phrases: [{ phrase: 'other vendor', count: 2, occurrences: [] }],
        },
        { id: gongId(301), name: 'Budget', count: 0, type: 'SMART', occurrences: [], phrases: [] },
      ],
      brief: 'They talked about prices.',
      outline: [
        {
          section: 'Opening',
          startTime: 0,
          duration: 60,
          items: [
            { text: 'Hello.', startTime: 1 },
            { text: 'Weather.', startTime: 20.5 },
          ],
        },
        { section: 'Silence', startTime: 60, duration: 5, items: [] },
      ],
      highlights: [{ title: 'Next steps', items: [{ text: 'Send the offer.', startTimes: [1700, 1750] }] }],
      callOutcome: { id: gongId(400), category: 'General', name: 'Follow-up needed' },
      keyPoints: [{ text: 'The budget is signed off.' }, { text: 'They decide in May.' }],
    },
    interaction: {
      speakers: [
        { id: gongId(800), userId: gongId(1), talkTime: 700.25 },
        { id: gongId(801), userId: null, talkTime: 500 },
      ],
      interactionStats: [
        { name: 'Talk Ratio', value: 0.58 },
        { name: 'Longest Monologue', value: 95 },
        { name: 'Longest Customer Story', value: 61.2 },
        { name: 'Interactivity', value: 6.4 },
        { name: 'Patience', value: 0.9 },
      ],
      video: [],
      questions: { companyCount: 14, nonCompanyCount: 5 },
    },
    collaboration: { publicComments: [] },
    ...parts,
  };
}

/** What was said: turns of speaker, topic, and sentences of start, end (milliseconds) and text. */
export function transcript(
  number: number,
  ...turns: readonly (readonly [speaker: string, topic: string | null, ...sentences: string[]])[]
): object {
  let clock = 0;
  const speak = (text: string): object => ({ start: (clock += 1000), end: clock + 800, text });
  return {
    callId: gongId(number),
    transcript: turns.map(([speakerId, topic, ...texts]) => ({
      speakerId,
      topic,
      sentences: texts.map(speak),
    })),
  };
}

export function user(number: number, parts: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: gongId(number),
    emailAddress: `User${number}@seller.example`,
    trustedEmailAddress: null,
    emailAliases: [],
    created: '2024-01-01T08:00:00+01:00',
    active: true,
    firstName: 'Anna',
    lastName: `Seller ${number}`,
    title: 'AE',
    phoneNumber: '+1 555 0100 200',
    managerId: null,
    ...parts,
  };
}
