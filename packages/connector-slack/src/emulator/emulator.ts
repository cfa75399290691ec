import {
  admitWithinLimits,
  createEmulator,
  createRateLimiter,
  systemClock,
  type Emulator,
  type EmulatorClock,
} from '@etl/emulator-kit';
import { createRecordStore, type RecordStore } from './record-store.js';
import { buildRoutes } from './routes.js';

/** How the emulator behaves. Everything has a default. */
export interface SlackEmulatorOptions {
  /** Decides rate limits; default: the machine's clock. */
  readonly clock?: EmulatorClock;
  /** Default `slack-token`. */
  readonly token?: string;
  /** Scopes of the token; default all. */
  readonly scopes?: readonly string[];
  /** Records on a page; default 100. */
  readonly pageSize?: number;
  /** Requests in any second; default no limit. */
  readonly perSecond?: number;
  /** Default 0: any free port. */
  readonly port?: number;
}

/** A running Slack without records. */
export interface SlackEmulator extends Emulator {
  readonly token: string;
  readonly users: RecordStore;
  readonly orders: RecordStore;
}

/** Starts a Slack on 127.0.0.1, to be filled through `users` and `orders`. */
export async function createSlackEmulator(options: SlackEmulatorOptions = {}): Promise<SlackEmulator> {
  const { clock = systemClock, token = 'slack-token', pageSize = 100 } = options;
  const { scopes = ['users:read', 'orders:read'], perSecond = Infinity, port } = options;
  const users = createRecordStore();
  const orders = createRecordStore();
  const limiter = createRateLimiter([{ requests: perSecond, milliseconds: 1000 }], clock);
  const emulator = await createEmulator({
    routes: buildRoutes({ users, orders, pageSize, token, scopes }),
    admit: () => {
      admitWithinLimits(limiter, 'too many requests');
    },
    clock,
    port,
  });
  return { ...emulator, token, users, orders };
}
