import type { Instant } from '@etl/core';
import {
  connectorConformance,
  createManualClock,
  injectEmulatorFault,
  TEST_START,
  type Vendor,
  type VendorChange,
} from '@etl/testing';
import { connector } from './connector.js';
import { createSlackEmulator, type SlackEmulator } from './emulator/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAGE_SIZE = 3;

function buildOrder(number: number, updatedAt: string, status = 'open'): string {
  const order = {
    id: `order-${number}`,
    user: { id: 'user-1' },
    status,
    amount: '19.90',
    updated_at: updatedAt,
  };
  // An integer that a double does not hold, and characters that databases stumble over.
  return `${JSON.stringify({ ...order, note: 'naïve \\ "quoted" \u2028' }).slice(0, -1)},"sequence":9007199254740993}`;
}

function buildUser(number: number): string {
  return JSON.stringify({ id: `user-${number}`, name: `User ${number}`, updated_at: '2024-01-01T00:00:00Z' });
}

function format(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The instant, written so that its text sorts half a day earlier than it would in UTC. */
function formatWithWestOffset(instant: Instant): string {
  return format(instant - 11 * HOUR).replace('Z', '-11:00');
}

const CHANGES: Readonly<Record<VendorChange, (emulator: SlackEmulator, at: Instant) => void>> = {
  new: ({ orders }, at) => {
    orders.put(buildOrder(100, format(at)));
  },
  late: ({ orders }, at) => {
    orders.put(buildOrder(101, format(at)));
  },
  tie: ({ orders }, at) => {
    for (let number = 0; number <= PAGE_SIZE; number += 1) orders.put(buildOrder(110 + number, format(at)));
  },
  offset: ({ orders }, at) => {
    orders.put(buildOrder(120, formatWithWestOffset(at)));
  },
  edit: ({ orders }, at) => {
    orders.put(buildOrder(1, format(at), 'paid'));
  },
  delete: ({ users }) => {
    users.remove('user-2');
  },
};

async function start(): Promise<Vendor> {
  const clock = createManualClock(TEST_START, { autoAdvance: true });
  const emulator = await createSlackEmulator({ clock, pageSize: PAGE_SIZE });
  for (let number = 1; number <= 5; number += 1) emulator.users.put(buildUser(number));
  // Orders 1 to 5 change in one instant, across the border of a page.
  for (let number = 1; number <= 10; number += 1) {
    emulator.orders.put(buildOrder(number, format(TEST_START - 2 * DAY - Math.max(5, number) * 30 * DAY)));
  }
  return {
    config: { api_endpoint: emulator.url, api_token: emulator.token, start_date: '2025-04-01' },
    secrets: [emulator.token],
    clock,
    truth: () => ({
      users: emulator.users.list().map(({ text }) => text),
      orders: emulator.orders.list().map(({ text }) => text),
    }),
    change: (kind, at) => {
      CHANGES[kind](emulator, at);
    },
    inject: (fault, schedule) => {
      injectEmulatorFault(emulator, fault, schedule);
    },
    heal: () => {
      emulator.faults.clear();
    },
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}

// Two pages of users, and the last hour of orders.
connectorConformance({ connector, start, idleRequests: 3 });
