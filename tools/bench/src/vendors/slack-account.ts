import { axiosTransport, MemoryLocalStore, systemDependencies } from '@etl/connector-kit';
import { slack } from '@etl/connector-slack';
import { createSlackEmulator, type SlackEmulator } from '@etl/connector-slack/emulator';
import { DAY, HOUR, NOW, type Account, type AccountOptions, type SeenRequest } from './account.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const CHANNELS = 1000;
const MESSAGES = 150;
const THREAD_EVERY = 50;
const THREADS = CHANNELS * (MESSAGES / THREAD_EVERY);
/** One channel is busier than the others, by so many. */
const BUSY = 3000;
const PAGE = 999;
/** Conversations, which have no shorter list, and users, who fit on one page. */
const LISTS = Math.ceil(CHANNELS / PAGE) + 1;
const UNLIMITED = { tier_2: 1_000_000, tier_3: 1_000_000, tier_4: 1_000_000 };
/** Slack's tiers of these methods, in requests a minute. */
const PER_MINUTE: Readonly<Record<string, number>> = {
  '/api/conversations.history': 50,
  '/api/conversations.replies': 50,
  '/api/users.conversations': 50,
};
const TIER_2 = 20;

function channelId(index: number): string {
  return `C${String(index).padStart(10, '0')}`;
}

function fill({ changes }: SlackEmulator): void {
  const step = (300 * DAY) / BUSY;
  for (let index = 0; index < BUSY; index += 1) {
    const seconds = Math.floor((NOW - 310 * DAY + index * step) / 1000);
    changes.post(channelId(0), { ts: `${seconds}.000007`, text: `Message ${index}` });
  }
}

/** Messages that are answered. */
const LATE = 10;

/** In each of ten channels 120 messages are new, recent ones are edited, and one of them is answered. */
function changeHundredth({ changes, truth }: SlackEmulator): void {
  for (let index = 0; index < LATE; index += 1) {
    const id = channelId(index * 7);
    const recent = truth.messages(id).filter(({ ts }) => Number(ts) * 1000 > NOW - 5 * DAY);
    for (let number = 0; number < 120; number += 1) changes.post(id, { text: `New ${number}` });
    for (const { ts } of recent) changes.edit(id, ts, { text: 'Edited' });
    changes.reply(id, recent[0]?.ts ?? '', { text: 'Late' });
  }
}

/** 1,000 channels with 150 messages each and three threads, one of them with 3,000 more. */
export async function openSlackAccount({ limited }: AccountOptions): Promise<Account> {
  const clock = createSimulatedClock(NOW);
  const limits = limited ? {} : ({ limits: 'none' } as const);
  const population = { channels: CHANNELS, messages: MESSAGES, threadEvery: THREAD_EVERY, days: 300 };
  const emulator = await createSlackEmulator({ clock, now: NOW - HOUR, population, ...limits });
  fill(emulator);
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
      transport: clock.watch(axiosTransport()),
    }),
  );
  const busyPages = Math.ceil((MESSAGES + BUSY) / PAGE) - 1;
  return {
    vendor: 'Slack',
    clock,
    source,
    streams: ['channels', 'users', 'messages'],
    requests: () => emulator.requests,
    change: () => {
      clock.advance(HOUR);
      changeHundredth(emulator);
    },
    least: {
      full: LISTS + CHANNELS + busyPages + THREADS,
      idle: LISTS + CHANNELS,
      changed: LISTS + CHANNELS + LATE,
    },
    demandedTime,
    close: () => emulator.close(),
  };
}

/** Each method has a limit of its own, so the slowest of them decides. */
function demandedTime(requests: readonly SeenRequest[]): number {
  const counts = new Map<string, number>();
  for (const { path } of requests) counts.set(path, (counts.get(path) ?? 0) + 1);
  const minutes = Array.from(counts, ([path, count]) => count / (PER_MINUTE[path] ?? TIER_2));
  return Math.max(...minutes) * 60_000;
}
