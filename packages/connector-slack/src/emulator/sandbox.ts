import type { EmulatorClock } from '@etl/emulator-kit';
import type { SlackEmulator } from './slack-emulator.js';
import { createSlackEmulator } from './slack-emulator.js';

export interface SandboxOptions {
  /** A folder of records in Slack's shapes; default: a generated company. */
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

/** Slack's limits would only make a first look slow; `limits` of the emulator brings them back. */
const UNLIMITED = { tier_2: 1_000_000, tier_3: 1_000_000, tier_4: 1_000_000 };

/** A Slack to try things on, without an account, limits or network. */
export interface Sandbox {
  /** What to put into the connector's configuration. */
  readonly config: {
    readonly api_endpoint: string;
    readonly api_token: string;
    readonly requests_per_minute: Readonly<Record<'tier_2' | 'tier_3' | 'tier_4', number>>;
  };
  /** For tests that change data or inject faults. */
  readonly emulator: SlackEmulator;
  /** How many requests were made so far. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * Starts a sandbox: the generated company, or the records of a folder.
 *
 * @throws Error naming file and line when the folder holds a line that cannot be served.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const emulator = await createSlackEmulator({ ...options, limits: 'none' });
  return {
    config: {
      api_endpoint: emulator.apiEndpoint,
      api_token: emulator.token,
      requests_per_minute: UNLIMITED,
    },
    emulator,
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}
