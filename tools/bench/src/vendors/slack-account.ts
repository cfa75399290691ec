import { httpTransport, MemoryLocalStore, systemDependencies } from '@etl/connector-kit';
import { slack } from '@etl/connector-slack';
import {
  createSlackEmulator,
  type SlackEmulator,
  type SlackEmulatorOptions,
} from '@etl/connector-slack/emulator';
import { DAY, HOUR, NOW, type Account, type AccountOptions, type SeenRequest } from './account.ts';
import { createSimulatedClock } from './simulated-clock.ts';

/** A workspace, and what Slack allows the app that reads it. */
interface Shape {
  readonly vendor: string;
  readonly channels: number;
  /** In each channel. */
  readonly messages: number;
  /** Every how many-th message has replies. */
  readonly threadEvery: number;
  /** One channel is busier than the others, by so many. */
  readonly busy: number;
  /** Messages that a request can bring. */
  readonly page: number;
  readonly terms: NonNullable<SlackEmulatorOptions['terms']>;
  /** New messages in each of ten channels. */
  readonly news: number;
  /** Requests a minute. */
  readonly perMinute: Readonly<Record<string, number>>;
}

const HISTORY = '/api/conversations.history';
const REPLIES = '/api/conversations.replies';

const FULL: Shape = {
  vendor: 'Slack',
  channels: 1000,
  messages: 150,
  threadEvery: 50,
  busy: 3000,
  page: 999,
  terms: 'internal',
  news: 120,
  perMinute: { [HISTORY]: 50, [REPLIES]: 50 },
};

/** An app that is sold outside of Slack's marketplace. */
const TIGHT: Shape = {
  vendor: 'Slack, tight terms',
  channels: 20,
  messages: 60,
  threadEvery: 30,
  busy: 0,
  page: 15,
  terms: 'tight',
  news: 5,
  perMinute: { [HISTORY]: 1, [REPLIES]: 1 },
};

const TIER_2 = 20;
const LONGEST_LIST = 999;
const UNLIMITED = { tier_2: 1_000_000, tier_3: 1_000_000, tier_4: 1_000_000 };
/** Messages that are answered, each in a channel of its own. */
const LATE = 10;

function channelId(index: number): string {
  return `C${String(index).padStart(10, '0')}`;
}

function fillBusiest({ changes }: SlackEmulator, { busy }: Shape): void {
  for (let index = 0; index < busy; index += 1) {
    const seconds = Math.floor((NOW - 310 * DAY + (index * 300 * DAY) / busy) / 1000);
    changes.post(channelId(0), { ts: `${seconds}.000007`, text: `Message ${index}` });
  }
}

/** In each of ten channels messages are new, recent ones are edited, and one of them is answered. */
function changeHundredth({ changes, truth }: SlackEmulator, { news }: Shape): void {
  for (let index = 0; index < LATE; index += 1) {
    const id = channelId(index);
    const recent = truth.messages(id).filter(({ ts }) => Number(ts) * 1000 > NOW - 6 * DAY);
    for (let number = 0; number < news; number += 1) changes.post(id, { text: `New ${number}` });
    for (const { ts } of recent) changes.edit(id, ts, { text: 'Edited' });
    changes.reply(id, recent[0]?.ts ?? '', { text: 'Late' });
  }
}

/** 1,000 channels with 150 messages each and three threads, one of them with 3,000 more. */
export function openSlackAccount(options: AccountOptions): Promise<Account> {
  return openWorkspace(FULL, options);
}

/** 20 channels with 60 messages each and two threads, one request a minute. */
export function openTightSlackAccount(options: AccountOptions): Promise<Account> {
  return openWorkspace(TIGHT, options);
}

async function openWorkspace(shape: Shape, { limited }: AccountOptions): Promise<Account> {
  const clock = createSimulatedClock(NOW);
  const { channels, messages, threadEvery, terms } = shape;
  const emulator = await createSlackEmulator({
    clock,
    now: NOW - HOUR,
    population: { channels, messages, threadEvery, days: 300 },
    terms,
    ...(limited ? {} : { limits: 'none' }),
  });
  fillBusiest(emulator, shape);
  const source = slack(
    {
      api_token: emulator.token,
      api_endpoint: emulator.apiEndpoint,
      start_date: new Date(NOW - 400 * DAY).toISOString(),
      ...(limited ? {} : { requests_per_minute: UNLIMITED }),
    },
    systemDependencies({
      clock,
      localStore: new MemoryLocalStore(),
      transport: clock.watch(httpTransport()),
    }),
  );
  return {
    vendor: shape.vendor,
    clock,
    source,
    streams: ['channels', 'users', 'messages'],
    requests: () => emulator.requests,
    change: () => {
      clock.advance(HOUR);
      changeHundredth(emulator, shape);
    },
    least: leastOf(shape),
    demandedTime: (requests) => demandedTime(requests, shape),
    close: () => emulator.close(),
  };
}

/** A page of each channel tells whether anything has changed in it; each thread is a request of its own. */
function leastOf({ channels, messages, threadEvery, busy, page }: Shape): Account['least'] {
  const lists = Math.ceil(channels / LONGEST_LIST) + 1;
  const pages = channels * Math.ceil(messages / page);
  const busyPages = Math.ceil((messages + busy) / page) - Math.ceil(messages / page);
  const threads = channels * Math.ceil(messages / threadEvery);
  const idle = lists + channels;
  return { full: lists + pages + busyPages + threads, idle, changed: idle + LATE };
}

/** Each method has a limit of its own, so the slowest of them decides. */
function demandedTime(requests: readonly SeenRequest[], { perMinute }: Shape): number {
  const counts = new Map<string, number>();
  for (const { path } of requests) counts.set(path, (counts.get(path) ?? 0) + 1);
  const minutes = Array.from(counts, ([path, count]) => count / (perMinute[path] ?? TIER_2));
  return Math.max(...minutes) * 60_000;
}
