import type { EmulatorClock } from '@etl/emulator-kit';
import type { HubspotEmulator } from './hubspot-emulator.js';
import { createHubspotEmulator } from './hubspot-emulator.js';

export interface SandboxOptions {
  /** Default 1. */
  readonly seed?: number | string;
  /** Where generated data ends, in milliseconds since the epoch; default 2025-07-01T00:00:00Z. */
  readonly now?: number;
  /** Default: the machine's clock. */
  readonly clock?: EmulatorClock;
  /** Default 0: any free port. */
  readonly port?: number;
}

/** A HubSpot to try things on, without an account, limits or network. */
export interface Sandbox {
  /** What to put into the connector's configuration. */
  readonly config: { readonly api_endpoint: string; readonly api_token: string };
  /** For tests that change data or inject faults. */
  readonly emulator: HubspotEmulator;
  /** How many requests were made so far. */
  requests(): number;
  close(): Promise<void>;
}

/** Starts a sandbox: the generated company. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  // HubSpot's limits would only make a first look slow.
  const emulator = await createHubspotEmulator({ ...options, limits: 'none' });
  return {
    config: { api_endpoint: emulator.url, api_token: emulator.token },
    emulator,
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}
