import { request as httpRequest } from 'node:http';
import { afterEach } from 'vitest';
import type { GongEmulator, GongEmulatorOptions } from '../index.js';
import { createGongEmulator } from '../index.js';

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: any;
}

export interface Question {
  readonly method?: string;
  /** Sent as it stands when it is a text. */
  readonly body?: unknown;
  /** Default: the emulator's Basic credentials. */
  readonly authorization?: string | undefined;
  readonly host?: string;
}

const running: GongEmulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** Starts an emulator that the current test's end closes; empty unless told otherwise. */
export async function start(options: GongEmulatorOptions = {}): Promise<GongEmulator> {
  const emulator = await createGongEmulator({ empty: true, ...options });
  running.push(emulator);
  return emulator;
}

/** One request over a real socket; a body makes it a POST. */
export function ask(emulator: GongEmulator, path: string, question: Question = {}): Promise<Answer> {
  const body = question.body === undefined ? undefined : toText(question.body);
  const authorization = 'authorization' in question ? question.authorization : basic(emulator.apiToken);
  const headers = {
    ...(authorization !== undefined && { authorization }),
    ...(question.host !== undefined && { host: question.host }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const method = question.method ?? (body === undefined ? 'GET' : 'POST');
  return new Promise((resolve, reject) => {
    httpRequest(emulator.url + path, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject).on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const json = response.headers['content-type'] === 'application/json' ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

export const ALL_TIME = { fromDateTime: '2000-01-01T00:00:00Z', toDateTime: '2100-01-01T00:00:00Z' };

/** Asks for everything a call has. */
export const EVERYTHING = {
  context: 'Extended',
  contextTiming: ['Now', 'TimeOfCall'],
  exposedFields: {
    parties: true,
    content: {
      structure: true,
      topics: true,
      trackers: true,
      trackerOccurrences: true,
      pointsOfInterest: true,
      brief: true,
      outline: true,
      highlights: true,
      callOutcome: true,
      keyPoints: true,
    },
    interaction: { speakers: true, video: true, personInteractionStats: true, questions: true },
    collaboration: { publicComments: true },
    media: true,
  },
};

/** An extensive call with nothing but what filters need. */
export function buildCallRecord(id: string, started: string, more: Record<string, unknown> = {}) {
  return { metaData: { id, started, scheduled: null, ...more } };
}

/** A path for `GET /v2/calls`. */
export function callsPath(range: Record<string, string> = ALL_TIME): string {
  return `/v2/calls?${new URLSearchParams(range).toString()}`;
}

/** Reads all pages of a POST list. */
export async function readAll(
  emulator: GongEmulator,
  path: string,
  key: string,
  body: object,
): Promise<any[]> {
  const items: any[] = [];
  let cursor: string | undefined;
  do {
    const { json } = await ask(emulator, path, { body: { ...body, ...(cursor && { cursor }) } });
    items.push(...json[key]);
    cursor = json.records.cursor;
  } while (cursor);
  return items;
}
