import { httpTransport, MemoryLocalStore, systemDependencies } from '@etl/connector-kit';
import { gong } from '@etl/connector-gong';
import { createGongEmulator, type GongEmulator } from '@etl/connector-gong/emulator';
import { DAY, HOUR, NOW, type Account, type AccountOptions } from './account.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const CALLS = 36_000;
const DAYS = 120;
const USERS = 200;
const PAGE = 100;
/** So far back calls may change without a trace. */
const LOOK_BACK_DAYS = 7;
const UNLIMITED = { requests_per_second: 10_000, requests_per_day: 1_000_000_000 };

function addCall({ calls }: GongEmulator, index: number, startedAt: number): void {
  const id = String(7_782_342_274_025_937_000n + BigInt(index));
  const metaData = { id, title: `Call ${index}`, started: new Date(startedAt).toISOString(), duration: 60 };
  const transcript = JSON.stringify({ callId: id, transcript: [] });
  calls.add({ extensive: JSON.stringify({ metaData, parties: [] }), transcript });
}

/** 36,000 calls of 120 days, with their transcripts, and 200 users. */
export async function openGongAccount({ limited }: AccountOptions): Promise<Account> {
  const clock = createSimulatedClock(NOW);
  const limits = limited ? ({ rateLimits: 'vendor' } as const) : {};
  const emulator = await createGongEmulator({ empty: true, clock, ...limits });
  for (let index = 0; index < CALLS; index += 1)
    addCall(emulator, index, NOW - HOUR - index * ((DAYS * DAY - 2 * HOUR) / CALLS));
  for (let index = 0; index < USERS; index += 1)
    emulator.users.add({ id: String(1000 + index), active: true });
  const changed = CALLS / 100;
  const recent = (CALLS / DAYS) * LOOK_BACK_DAYS;
  const source = gong(
    {
      api_endpoint: emulator.apiEndpoint,
      api_token: emulator.apiToken,
      start_date: new Date(NOW - DAYS * DAY).toISOString(),
      ...(limited ? {} : UNLIMITED),
    },
    systemDependencies({
      clock,
      localStore: new MemoryLocalStore(),
      transport: clock.watch(httpTransport()),
    }),
  );
  return {
    vendor: 'Gong',
    clock,
    source,
    streams: ['users', 'calls'],
    requests: () => emulator.requests,
    change: () => {
      clock.advance(DAY);
      for (let index = 0; index < changed; index += 1)
        addCall(emulator, CALLS + index, NOW + HOUR + index * 30_000);
    },
    least: { full: costOf(CALLS), idle: costOf(recent), changed: costOf(recent + changed) },
    demandedTime: ({ length }) => (length / 3) * 1000,
    close: () => emulator.close(),
  };
}

/** Calls and transcripts come a hundred a request each; users have no other way than the whole list. */
function costOf(calls: number): number {
  return 2 * Math.ceil(calls / PAGE) + USERS / PAGE;
}
