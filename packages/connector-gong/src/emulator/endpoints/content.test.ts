import { createManualClock } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ALL_TIME, EVERYTHING, ask, start } from '../__fixtures__/ask.js';
import type { GongEmulator } from '../index.js';

const NOW = '2025-03-01T12:00:00Z';

const CALL = {
  metaData: { id: '1', started: NOW },
  context: [
    {
      system: 'HubSpot',
      objects: [
        { objectType: 'Account', objectId: '5', fields: [{ name: 'name', value: 'Acme' }], timing: 'Now' },
        {
          objectType: 'Account',
          objectId: '5',
          fields: [{ name: 'name', value: 'Old' }],
          timing: 'TimeOfCall',
        },
        { objectType: 'Opportunity', objectId: '6', fields: [] },
      ],
    },
  ],
  parties: [
    { id: '9', context: [{ system: 'HubSpot', objects: [{ objectId: '7', fields: [1], timing: 'Now' }] }] },
  ],
  content: {
    structure: [],
    topics: [{ name: 'Pricing', duration: 5 }],
    trackers: [{ id: '3', count: 1, occurrences: [{ startTime: 1.5 }], phrases: [] }],
    brief: 'short',
    pointsOfInterest: null,
  },
  interaction: {
    speakers: [],
    interactionStats: [{ name: 'Patience', value: 1.2 }],
    video: [],
    questions: {},
  },
  collaboration: { publicComments: [] },
  media: { audioUrl: 'audio', videoUrl: 'video' },
  somethingNew: { deep: [1.0] },
};

async function startWithCall(text = JSON.stringify(CALL)): Promise<GongEmulator> {
  const emulator = await start({ clock: createManualClock(NOW) });
  emulator.calls.add({ extensive: text });
  return emulator;
}

const fetchText = async (emulator: GongEmulator, contentSelector?: object): Promise<string> => {
  const { status, text } = await ask(emulator, '/v2/calls/extensive', {
    body: { filter: ALL_TIME, contentSelector },
  });
  expect(status).toBe(200);
  return text;
};

const fetchCall = async (emulator: GongEmulator, contentSelector?: object): Promise<any> =>
  JSON.parse(await fetchText(emulator, contentSelector)).calls[0];

const withoutMedia = { ...EVERYTHING, exposedFields: { ...EVERYTHING.exposedFields, media: false } };

describe('contentSelector', () => {
  it('absent, gives metaData and what nobody knows yet', async () => {
    const call = await fetchCall(await startWithCall());
    expect(call).toEqual({ metaData: CALL.metaData, somethingNew: CALL.somethingNew });
  });

  it('asking for everything, changes no byte', async () => {
    const { media, ...rest } = CALL;
    const text = JSON.stringify(rest)
      .replace('"value":1.2', '"value" : 1.20e0')
      .replace('Pricing', 'Pr\\u0069cing');
    expect(media).toBeDefined();
    expect(await fetchText(await startWithCall(text), withoutMedia)).toContain(`"calls":[${text}]`);
  });

  it('knows three levels of context, for calls and parties', async () => {
    const emulator = await startWithCall();
    const exposedFields = { parties: true };
    const none = await fetchCall(emulator, { context: 'None', exposedFields });
    expect(none).not.toHaveProperty('context');
    expect(none.parties).toEqual([{ id: '9' }]);
    const linked = await fetchCall(emulator, { context: 'Basic', exposedFields });
    expect(linked.context[0].objects).toEqual([
      { objectType: 'Account', objectId: '5', timing: 'Now' },
      { objectType: 'Opportunity', objectId: '6' },
    ]);
    expect(linked.parties[0].context[0].objects).toEqual([{ objectId: '7', timing: 'Now' }]);
    const extended = await fetchCall(emulator, { context: 'Extended', exposedFields });
    expect(extended.context[0].objects).toEqual([CALL.context[0]?.objects[0], CALL.context[0]?.objects[2]]);
    expect(extended.parties).toEqual(CALL.parties);
  });

  it('knows both timings', async () => {
    const emulator = await startWithCall();
    const timings = async (contextTiming: string[]) => {
      const call = await fetchCall(emulator, { context: 'Extended', contextTiming });
      return call.context[0].objects.map((object: any) => object.timing);
    };
    expect(await timings(['TimeOfCall'])).toEqual(['TimeOfCall', undefined]);
    expect(await timings(['Now', 'TimeOfCall'])).toEqual(['Now', 'TimeOfCall', undefined]);
  });

  it('picks parts of content and interaction', async () => {
    const emulator = await startWithCall();
    const call = await fetchCall(emulator, {
      exposedFields: {
        content: { brief: true, topics: false },
        interaction: { personInteractionStats: true },
      },
    });
    expect(call.content).toEqual({ brief: 'short' });
    expect(call.interaction).toEqual({ interactionStats: CALL.interaction.interactionStats });
    expect(call).not.toHaveProperty('collaboration');
    expect(call).not.toHaveProperty('parties');
  });

  it('gives occurrences of trackers only when asked', async () => {
    const emulator = await startWithCall();
    const trackers = async (content: object) =>
      (await fetchCall(emulator, { exposedFields: { content } })).content.trackers;
    expect(await trackers({ trackers: true })).toEqual([{ id: '3', count: 1, phrases: [] }]);
    expect(await trackers({ trackers: true, trackerOccurrences: true })).toEqual(CALL.content.trackers);
  });

  it('with a value that is none, is refused', async () => {
    const emulator = await startWithCall();
    const refuse = async (contentSelector: unknown) => {
      const { status, json } = await ask(emulator, '/v2/calls/extensive', {
        body: { filter: {}, contentSelector },
      });
      return [status, ...json.errors];
    };
    expect(await refuse({ context: 'All' })).toEqual([
      400,
      'contentSelector.context: must be None, Basic or Extended',
    ]);
    expect(await refuse({ context: 'Extended', contextTiming: ['Then'] })).toEqual([
      400,
      'contentSelector.contextTiming: must be an array of Now and TimeOfCall',
    ]);
    expect(await refuse({ contextTiming: ['Now'] })).toEqual([
      400,
      'contentSelector.contextTiming: is allowed only when context is Extended',
    ]);
    expect(await refuse({ exposedFields: [] })).toEqual([400, 'exposedFields: must be an object']);
  });
});

describe('media', () => {
  const selector = { exposedFields: { media: true } };

  it('is signed anew on every request, so that every call looks changed', async () => {
    const emulator = await startWithCall();
    const first = (await fetchCall(emulator, selector)).media;
    const second = (await fetchCall(emulator, selector)).media;
    expect(first.audioUrl).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/media\/1\/audio\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20250301T120000Z&X-Amz-Expires=28799&/,
    );
    expect(second.audioUrl).not.toBe(first.audioUrl);
    expect(second.videoUrl).not.toBe(first.videoUrl);
  });

  it('lists only the recordings there are', async () => {
    const emulator = await startWithCall(
      JSON.stringify({ ...CALL, media: { audioUrl: 'audio', videoUrl: null } }),
    );
    const { media } = await fetchCall(emulator, selector);
    expect(media).toEqual({ audioUrl: expect.stringContaining('/media/1/audio?'), videoUrl: null });
  });

  it('can be fetched for eight hours, without credentials', async () => {
    const clock = createManualClock(NOW);
    const emulator = await start({ clock });
    emulator.calls.add({ extensive: CALL });
    const { videoUrl } = (await fetchCall(emulator, selector)).media;
    clock.advance(28_798_999);
    const response = await fetch(videoUrl);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'video/mp4',
      'recording of call 1',
    ]);
    clock.advance(1);
    const late = await fetch(videoUrl);
    expect([late.status, await late.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ]);
  });

  it('refuses an address that was changed', async () => {
    const emulator = await startWithCall();
    const { videoUrl } = (await fetchCall(emulator, selector)).media;
    for (const changed of [
      videoUrl.replace('20250301', '20350301'),
      videoUrl.replace('/1/', '/2/'),
      videoUrl.split('?')[0],
    ]) {
      expect((await fetch(changed)).status).toBe(403);
    }
  });
});
