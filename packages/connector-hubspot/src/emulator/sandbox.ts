import type { EmulatorClock } from '@etl/emulator-kit';
import type { HubspotEmulator } from './hubspot-emulator.js';
import { createHubspotEmulator } from './hubspot-emulator.js';

export interface SandboxOptions {
  /** A folder of records in HubSpot's shapes; default: a generated company. */
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

/** HubSpot's limits would only make a first look slow; `limits` of the emulator brings them back. */
const UNLIMITED = {
  requests_per_ten_seconds: 1_000_000,
  search_requests_per_second: 100_000,
  requests_per_day: 1_000_000_000,
};

/** A HubSpot to try things on, without an account, limits or network. */
export interface Sandbox {
  /** What to put into the connector's configuration. */
  readonly config: {
    readonly api_endpoint: string;
    readonly access_token: string;
    readonly requests_per_ten_seconds: number;
    readonly search_requests_per_second: number;
    readonly requests_per_day: number;
  };
  /** For tests that change data or inject faults. */
  readonly emulator: HubspotEmulator;
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
  const emulator = await createHubspotEmulator({ ...options, limits: 'none' });
  return {
    config: { api_endpoint: emulator.url, access_token: emulator.token, ...UNLIMITED },
    emulator,
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}
