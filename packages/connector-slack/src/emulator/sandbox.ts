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

/** A Slack to try things on, without an account, limits or network. */
export interface Sandbox {
  /** What to put into the connector's configuration. */
  readonly config: {
    readonly api_endpoint: string;
    readonly api_token: string;
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
    config: { api_endpoint: emulator.apiEndpoint, api_token: emulator.token },
    emulator,
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}
