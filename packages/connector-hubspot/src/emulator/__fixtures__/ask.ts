import { request as httpRequest } from 'node:http';
import { createManualClock, type ManualClock } from '@etl/emulator-kit';
import { afterEach } from 'vitest';
import type { HubspotEmulator, HubspotEmulatorOptions } from '../index.js';
import { createHubspotEmulator } from '../index.js';

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
  /** Default: the private app's token. */
  readonly authorization?: string | undefined;
}

/** A Wednesday noon. */
export const NOON = Date.UTC(2026, 0, 14, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const running: HubspotEmulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulator that the current test's end closes, and the clock it lives by. Empty and without limits unless told otherwise. */
export async function start(
  options: HubspotEmulatorOptions = {},
): Promise<{ emulator: HubspotEmulator; clock: ManualClock }> {
  const clock = createManualClock(NOON);
  const emulator = await createHubspotEmulator({ empty: true, limits: 'none', clock, ...options });
  running.push(emulator);
  return { emulator, clock };
}

/** One request over a real socket; a body makes it a POST. */
export function ask(emulator: HubspotEmulator, path: string, question: Question = {}): Promise<Answer> {
  const body = question.body === undefined ? undefined : toText(question.body);
  const authorization = 'authorization' in question ? question.authorization : `Bearer ${emulator.token}`;
  const headers = {
    ...(authorization !== undefined && { authorization }),
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

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Reads all pages of a GET list. */
export async function readAll(emulator: HubspotEmulator, path: string): Promise<any[]> {
  const items: any[] = [];
  let after: string | undefined;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const { json } = await ask(emulator, after === undefined ? path : `${path}${separator}after=${after}`);
    items.push(...json.results);
    after = json.paging?.next.after;
  } while (after !== undefined);
  return items;
}

/** One search. */
export function search(emulator: HubspotEmulator, type: string, body: object = {}): Promise<Answer> {
  return ask(emulator, `/crm/v3/objects/${type}/search`, { body });
}

export function idsOf(answer: Answer): string[] {
  return answer.json.results.map(({ id }: { id: string }) => id);
}
