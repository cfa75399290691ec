import type { EmulatorClock } from '@etl/emulator-kit';
import type { GongEmulator } from './gong-emulator.js';
import { createGongEmulator } from './gong-emulator.js';

export interface SandboxOptions {
  /** A folder of records in Gong's shapes; default: a generated company. */
  readonly dataDirectory?: string;
  /** Default 1. */
  readonly seed?: number | string;
  /** Where generated data ends, in milliseconds since the epoch; default 2025-07-01T00:00:00Z. */
  readonly now?: number;
  /** Default: the machine's clock. */
  readonly clock?: EmulatorClock;
  /** Default 0: any free port. */
  readonly port?: number;
}

/** Gong's limits would only make a first look slow; `rateLimits` of the emulator brings them back. */
const UNLIMITED = { requests_per_second: 10_000, requests_per_day: 1_000_000_000 };

/** A Gong to try things on, without an account, limits or network. */
export interface Sandbox {
  /** What to put into the connector's configuration. */
  readonly config: {
    readonly api_endpoint: string;
    readonly api_token: string;
    readonly requests_per_second: number;
    readonly requests_per_day: number;
  };
  /** For tests that change data or inject faults. */
  readonly emulator: GongEmulator;
  /** How many requests were made so far. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * Starts a sandbox: 24 users and 250 calls of the 120 days before `now`, or the records of a folder.
 *
 * @throws Error naming file and line when the folder holds a line that cannot be served.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const emulator = await createGongEmulator(options);
  return {
    config: { api_endpoint: emulator.apiEndpoint, api_token: emulator.apiToken, ...UNLIMITED },
    emulator,
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}
