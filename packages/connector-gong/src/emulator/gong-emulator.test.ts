import { createCompany, createManualClock, tooManyRequests } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ALL_TIME, EVERYTHING, ask, callsPath, readAll, start } from './__fixtures__/ask.js';
import { GONG_RATE_LIMITS, startSandbox } from './index.js';

const NOON = Date.UTC(2025, 0, 15, 12);

describe('rate limits', () => {
  it('are Gong’s own when asked for: three in any second', async () => {
    const clock = createManualClock(NOON);
    const emulator = await start({ clock, rateLimits: 'vendor' });
    const statuses = [];
    for (let request = 0; request < 4; request += 1) statuses.push(await ask(emulator, '/v2/users'));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(statuses[3]).toMatchObject({
      headers: { 'retry-after': '1' },
      json: { requestId: expect.any(String), errors: ['API rate limit exceeded'] },
    });
    clock.advance(1000);
    expect((await ask(emulator, '/v2/users')).status).toBe(200);
    expect(GONG_RATE_LIMITS).toEqual({ perSecond: 3, perDay: 10_000 });
  });

  it('say to come back in hours when the day is used up', async () => {
    const emulator = await start({
      clock: createManualClock(NOON),
      rateLimits: { perSecond: 100, perDay: 2 },
    });
    await ask(emulator, '/v2/users');
    await ask(emulator, '/v2/users');
    expect(await ask(emulator, '/v2/users')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '43200' },
    });
  });

  it('are not spent by requests without credentials', async () => {
    const emulator = await start({ clock: createManualClock(NOON), rateLimits: { perSecond: 1, perDay: 9 } });
    expect((await ask(emulator, '/v2/users', { authorization: undefined })).status).toBe(401);
    expect((await ask(emulator, '/v2/users')).status).toBe(200);
  });

  it('are off by default', async () => {
    const emulator = await start({ clock: createManualClock(NOON) });
    for (let request = 0; request < 20; request += 1)
      expect((await ask(emulator, '/v2/users')).status).toBe(200);
  });
});

describe('faults', () => {
  it('use Gong’s error shape', async () => {
    const emulator = await start();
    emulator.faults.inject(tooManyRequests(7200), { path: '/v2/users' });
    expect(await ask(emulator, '/v2/users')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '7200', 'content-type': 'application/json' },
      json: { requestId: expect.any(String), errors: ['Injected fault: 429'] },
    });
    expect(await ask(emulator, '/v2/unheard-of')).toMatchObject({
      status: 404,
      json: { errors: [expect.any(String)] },
    });
  });
});

describe('the generated company', () => {
  const seed = 'halden';
  const generate = (options = {}) => start({ empty: false, seed, ...options });
  const body = { filter: ALL_TIME, contentSelector: EVERYTHING };

  it('is the same for the same seed and `now`, whatever the machine', async () => {
    const read = async (options: object) => {
      const { text } = await ask(await generate(options), callsPath());
      return text;
    };
    const clock = createManualClock(NOON * 2);
    const first = await read({ clock });
    expect(await read({ clock })).toBe(first);
    expect(await read({ clock, seed: 'other' })).not.toBe(first);
    expect(await read({ clock, now: NOON })).not.toBe(first);
  });

  it('has calls of 120 days, with offsets of both summer and winter, oldest first', async () => {
    const now = Date.UTC(2025, 4, 1);
    const emulator = await generate({ now });
    const calls = await readAll(emulator, '/v2/calls/extensive', 'calls', body);
    expect(calls).toHaveLength(250);
    const started = calls.map((call) => Date.parse(call.metaData.started));
    expect(started).toEqual(started.toSorted((left, right) => left - right));
    expect(Math.min(...started)).toBeGreaterThanOrEqual(now - 120 * 24 * 60 * 60 * 1000);
    expect(Math.max(...started)).toBeLessThan(now);
    const offsets = new Set(calls.map((call) => call.metaData.started.slice(-6)));
    expect([...offsets].toSorted()).toEqual(['-07:00', '-08:00']);
  });

  it('knows the same people as every other emulator of that seed', async () => {
    const company = createCompany(seed);
    const emulator = await generate();
    const users = (await ask(emulator, '/v2/users')).json.users;
    expect(users.map((user: any) => user.emailAddress)).toEqual(company.employees.map(({ email }) => email));
    expect(users.length).toBeGreaterThanOrEqual(20);
    const known = new Map(
      [...company.employees, ...company.contacts].map((person) => [person.email, person.ids.hubspot]),
    );
    const deals = new Set(company.deals.map(({ ids }) => ids.hubspot));
    for (const call of await readAll(emulator, '/v2/calls/extensive', 'calls', body)) {
      for (const { emailAddress, context } of call.parties) {
        const [person] = context.flatMap(({ objects }: any) => objects);
        if (person && emailAddress !== null) expect(person.objectId).toBe(known.get(emailAddress));
      }
      for (const { objects } of call.context) {
        for (const { objectType, objectId } of objects) {
          if (objectType === 'Opportunity') expect(deals).toContain(objectId);
        }
      }
    }
  });

  it('is what a sales team’s calls are: some private, some telephony, most transcribed', async () => {
    const emulator = await generate();
    const calls = await readAll(emulator, '/v2/calls/extensive', 'calls', body);
    const transcripts = await readAll(emulator, '/v2/calls/transcript', 'callTranscripts', {
      filter: ALL_TIME,
    });
    const count = (test: (call: any) => boolean) => calls.filter(test).length;
    expect(count(({ metaData }) => metaData.isPrivate)).toBeGreaterThan(2);
    expect(count(({ metaData }) => metaData.scheduled === null)).toBeGreaterThan(30);
    expect(
      count(({ metaData }) => metaData.scheduled !== null && metaData.scheduled !== metaData.started),
    ).toBeGreaterThan(100);
    expect(new Set(calls.map(({ metaData }) => metaData.workspaceId)).size).toBe(2);
    expect(transcripts.length).toBeGreaterThan(200);
    expect(transcripts.length).toBeLessThan(250);
    const speakers = new Map(
      calls.map((call) => [call.metaData.id, call.parties.map((party: any) => party.speakerId)]),
    );
    for (const { callId, transcript } of transcripts) {
      for (const turn of transcript) expect(speakers.get(callId)).toContain(turn.speakerId);
    }
    expect(calls.every(({ metaData }) => /^7\d{18}$/.test(metaData.id))).toBe(true);
    expect(calls.every((call) => 'aiAssistance' in call)).toBe(true);
  });

  it('has in its calls all that Gong can send, deterministically', async () => {
    const emulator = await generate({ now: Date.UTC(2025, 2, 1) });
    const calls = await readAll(emulator, '/v2/calls/extensive', 'calls', body);
    const parties = calls.flatMap((call) => call.parties);
    const objects = (items: any[]): any[] =>
      items.flatMap(({ context }) => context.flatMap((system: any) => system.objects));
    const kinds = (items: any[]): string[] =>
      [...new Set(items.map(({ objectType, timing }) => `${objectType} ${timing}`))].toSorted();
    const some = (test: (call: any) => boolean): boolean => {
      const count = calls.filter(test).length;
      return count > 5 && count < calls.length;
    };

    expect(kinds(objects(calls))).toEqual([
      'Account Now',
      'Account TimeOfCall',
      'Opportunity Now',
      'Opportunity TimeOfCall',
    ]);
    expect(kinds(objects(parties))).toEqual(['Contact Now', 'Lead Now', 'User Now']);
    expect([...new Set(parties.map(({ affiliation }) => affiliation))].toSorted()).toEqual([
      'External',
      'Internal',
      'Unknown',
    ]);
    for (const key of ['emailAddress', 'speakerId', 'phoneNumber']) {
      expect(parties.some((party) => party[key] === null)).toBe(true);
      expect(parties.some((party) => party[key] !== null)).toBe(true);
    }
    expect(some(({ content }) => content.outline.length === 3)).toBe(true);
    expect(some(({ content }) => content.pointsOfInterest !== null)).toBe(true);
    expect(
      some(({ content }) => content.trackers.some((tracker: any) => tracker.occurrences.length > 1)),
    ).toBe(true);
    expect(some(({ collaboration }) => collaboration.publicComments.length > 0)).toBe(true);
    for (const { content, interaction } of calls) {
      expect(interaction.interactionStats.map(({ name }: any) => name)).toEqual([
        'Talk Ratio',
        'Interactivity',
        'Longest Monologue',
        'Longest Customer Story',
        'Patience',
        'Question Rate',
      ]);
      expect(content.keyPoints).toHaveLength(2);
    }
    const outcomes = emulator.lists.callOutcomes.all().map((text) => JSON.parse(text).id);
    expect(outcomes).toEqual(expect.arrayContaining(calls.map(({ content }) => content.callOutcome.id)));
  });

  it('is still being processed at its end: calls, content and transcripts come in later', async () => {
    const clock = createManualClock(Date.UTC(2025, 6, 1));
    const emulator = await generate({ clock, callCount: 2000 });
    const read = async () => {
      const calls = await readAll(emulator, '/v2/calls/extensive', 'calls', body);
      const { records } = (await ask(emulator, '/v2/calls/transcript', { body: { filter: ALL_TIME } })).json;
      const transcripts = await readAll(emulator, '/v2/calls/transcript', 'callTranscripts', {
        filter: ALL_TIME,
      });
      return [
        calls.length,
        calls.filter((call) => 'content' in call).length,
        transcripts.length,
        records.totalRecords,
      ];
    };
    const [calls = 0, enriched = 0, transcripts = 0, total = 0] = await read();
    expect(calls).toBeLessThan(2000);
    expect(enriched).toBeLessThan(calls);
    expect(transcripts).toBeLessThan(total);
    clock.advance(3 * 24 * 60 * 60 * 1000);
    expect(await read()).toEqual([2000, 2000, total, total]);
  });

  it('can be another company, also one without deals', async () => {
    const company = { ...createCompany(3, { employees: 2 }), deals: [] };
    const emulator = await start({ empty: false, company });
    expect([emulator.users.size, emulator.calls.size]).toEqual([2, 0]);
  });

  it('refuses a company whose deals name strangers', async () => {
    const company = { ...createCompany(3), employees: [] };
    await expect(start({ empty: false, company })).rejects.toThrow(
      /The company has no employee-\d+: its deals must name/,
    );
  });
});

describe('startSandbox', () => {
  it('gives a configuration that works, and counts requests', async () => {
    const sandbox = await startSandbox();
    try {
      const authorization = `Basic ${Buffer.from(sandbox.config.api_token).toString('base64')}`;
      const response = await fetch(`${sandbox.config.api_endpoint}/v2/users`, { headers: { authorization } });
      expect((await response.json()) as object).toMatchObject({ records: { totalRecords: 24 } });
      expect([sandbox.requests(), sandbox.emulator.calls.size]).toEqual([1, 250]);
    } finally {
      await sandbox.close();
    }
    await expect(fetch(sandbox.config.api_endpoint)).rejects.toThrow('fetch failed');
  });
});
