import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Records in Gong's shapes, each the text of one line. */
export interface GongData {
  readonly calls: readonly string[];
  readonly transcripts: readonly string[];
  readonly users: readonly string[];
}

const HOUR = 3_600_000;
const FIRST_CALL_ID = 7_782_342_274_025_937_000n;
const FIRST_USER_ID = 234_599_484_848_423n;
/** What text columns must carry as it is. */
const TITLES = [
  'Größe – naïve 日本語 🚀',
  'tab\there, "quoted" \\ back',
  'line\nbreak',
  '',
  "O'Hara; DROP TABLE calls",
];

/**
 * Calls of the last nine days before `now`, so that the look-back reads some of them again. Ids are beyond what a
 * JavaScript number holds, and numbers are written in ways that JavaScript would not repeat.
 */
export function buildGongData(options: { readonly calls: number; readonly now?: number }): GongData {
  const { calls, now = Date.now() } = options;
  const numbers = Array.from({ length: calls }, (_, index) => index);
  const users = Math.min(calls, 12);
  return {
    calls: numbers.map((index) => buildCall(index, now - ((index * 9 * 24 * HOUR) / calls + HOUR))),
    transcripts: numbers.filter((index) => index % 7 !== 3).map(buildTranscript),
    users: numbers.slice(0, users).map(buildUser),
  };
}

export async function writeGongData(directory: string, data: GongData): Promise<void> {
  const files = {
    'calls_extensive.ndjson': data.calls,
    'transcripts.ndjson': data.transcripts,
    'users.ndjson': data.users,
  };
  for (const [file, lines] of Object.entries(files)) {
    await writeFile(join(directory, file), lines.map((line) => `${line}\n`).join(''));
  }
}

export function callId(index: number): string {
  return String(FIRST_CALL_ID + BigInt(index));
}

export function userId(index: number): string {
  return String(FIRST_USER_ID + BigInt(index));
}

export function buildCall(index: number, startedAt: number, title = TITLES[index % TITLES.length]): string {
  const metaData = {
    id: callId(index),
    url: `https://app.gong.io/call?id=${callId(index)}`,
    title,
    started: new Date(startedAt).toISOString(),
    duration: 60 + index,
    primaryUserId: userId(index % 12),
    direction: 'Conference',
    isPrivate: index % 5 === 0,
  };
  const parties = [
    { id: `party-${index}`, emailAddress: `person${index}@customer.example`, speakerId: null },
  ];
  // A number that a JavaScript number would round, and one that it would write differently.
  const interaction = `{"speakers":[{"id":"1","talkTime":0.10,"exact":1234567890123456789${index},"small":1.0E-7}]}`;
  return `{"metaData":${JSON.stringify(metaData)},"parties":${JSON.stringify(parties)},"interaction":${interaction}}`;
}

export function buildTranscript(index: number): string {
  const sentences = [{ start: 0, end: 900, text: `Sentence one of call ${index}.` }];
  return JSON.stringify({ callId: callId(index), transcript: [{ speakerId: '1', topic: null, sentences }] });
}

export function buildUser(index: number): string {
  return JSON.stringify({
    id: userId(index),
    emailAddress: `user${index}@seller.example`,
    created: '2024-03-01T10:00:00Z',
    active: true,
    firstName: `Ünal ${index}`,
    lastName: 'Tester',
  });
}
