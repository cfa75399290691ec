import type { Instant } from '@etl/core';
import type { CallInput } from '../emulator/index.js';

/** Ids as Gong makes them: 19 digits, so that a float would change them. */
export function callId(number: number): string {
  return `7${String(number).padStart(18, '0')}`;
}

export interface CallTimes {
  readonly visibleAt?: Instant;
  readonly transcriptAt?: Instant;
  readonly enrichedAt?: Instant;
}

/** A call with one line of speech; `metaData` overrides what Gong would say about it. */
export function sampleCall(
  number: number,
  started: Instant | string,
  metaData: Readonly<Record<string, unknown>> = {},
  times: CallTimes = {},
): CallInput {
  const id = callId(number);
  return {
    extensive: {
      metaData: {
        id,
        title: `Call ${number}`,
        started: typeof started === 'string' ? started : new Date(started).toISOString(),
        duration: 60,
        isPrivate: false,
        ...metaData,
      },
      context: [
        { system: 'HubSpot', objects: [{ objectType: 'Account', objectId: '1', fields: [], timing: 'Now' }] },
      ],
      parties: [],
      content: { brief: `Brief of ${number}`, topics: [{ name: 'Prices', duration: 12 }] },
      interaction: { speakers: [], questions: { companyCount: 1, nonCompanyCount: 2 } },
      collaboration: { publicComments: [] },
    },
    transcript: {
      callId: id,
      transcript: [
        { speakerId: callId(900), topic: null, sentences: [{ start: 0, end: 1170, text: 'Good day.' }] },
      ],
    },
    ...times,
  };
}

/** A manual review made at an instant, or at an RFC 3339 text. */
export function sampleReview(
  number: number,
  reviewed: Instant | string,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    answeredScorecardId: callId(number),
    scorecardId: callId(700),
    callId: callId(800),
    reviewMethod: 'MANUAL',
    reviewTime: typeof reviewed === 'string' ? reviewed : new Date(reviewed).toISOString(),
    ...more,
  };
}

export function sampleUser(number: number): Readonly<Record<string, unknown>> {
  return {
    id: callId(500_000 + number),
    emailAddress: `user${number}@example.com`,
    created: '2024-01-01T08:00:00+01:00',
    active: true,
    settings: { webConferencesRecorded: true },
    conferencingProviders: [],
  };
}
