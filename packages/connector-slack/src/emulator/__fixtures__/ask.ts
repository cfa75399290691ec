import { createManualClock, type ManualClock } from '@etl/emulator-kit';
import { afterEach } from 'vitest';
import type { SlackEmulator, SlackEmulatorOptions } from '../index.js';
import { createSlackEmulator, pathOf } from '../index.js';

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: any;
}

export interface Question {
  readonly method?: 'GET' | 'POST';
  /** Default: the emulator's token in the header. */
  readonly authorization?: string | undefined;
  /** Sends the arguments as JSON. */
  readonly asJson?: boolean;
}

type Values = Readonly<Record<string, string | number | boolean>>;

/** A Wednesday noon. */
export const NOON = Date.UTC(2026, 0, 14, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

const running: SlackEmulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulator that the current test's end closes, and the clock it lives by. Empty and without limits unless told otherwise. */
export async function start(
  options: SlackEmulatorOptions = {},
): Promise<{ emulator: SlackEmulator; clock: ManualClock }> {
  const clock = createManualClock(NOON);
  const emulator = await createSlackEmulator({ empty: true, limits: 'none', clock, ...options });
  running.push(emulator);
  return { emulator, clock };
}

/** One call over a real socket, as a form unless told otherwise. */
export async function ask(
  emulator: SlackEmulator,
  method: string,
  values: Values = {},
  question: Question = {},
): Promise<Answer> {
  const authorization = 'authorization' in question ? question.authorization : `Bearer ${emulator.token}`;
  const { query, ...init } = buildRequest(values, question);
  const response = await fetch(emulator.url + pathOf(method) + query, {
    ...init,
    headers: { ...init.headers, ...(authorization !== undefined && { authorization }) },
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

function buildRequest(values: Values, { method = 'POST', asJson }: Question) {
  const entries = Object.entries(values).map(([name, value]) => [name, String(value)] as [string, string]);
  const form = new URLSearchParams(entries).toString();
  if (method === 'GET') return { method, query: `?${form}`, headers: {} };
  return asJson === true
    ? { method, query: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify(values) }
    : { method, query: '', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form };
}

/** Reads all pages of a list; `pages` holds how many each had. */
export async function readAll(
  emulator: SlackEmulator,
  method: string,
  member: string,
  values: Values = {},
): Promise<{ items: any[]; pages: number[] }> {
  const items: any[] = [];
  const pages: number[] = [];
  let cursor = '';
  do {
    const { json } = await ask(emulator, method, { ...values, cursor });
    if (json.ok !== true) throw new Error(`${method} ${JSON.stringify(values)}: ${JSON.stringify(json)}`);
    items.push(...json[member]);
    pages.push(json[member].length);
    cursor = json.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return { items, pages };
}

export function textsOf({ json }: Answer): string[] {
  return json.messages.map(({ text }: { text: string }) => text);
}
