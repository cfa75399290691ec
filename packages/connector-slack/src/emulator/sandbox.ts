import { COMPANY_NOW, createCompany } from '@etl/emulator-kit';
import { createSlackEmulator, type SlackEmulator } from './emulator.js';
import { fillFromFolder } from './fill-from-folder.js';

/** What a sandbox serves. */
export interface SandboxOptions {
  /** A folder with `users.ndjson` and `orders.ndjson`; default: a generated company. */
  readonly dataDirectory?: string;
  /** Default 0: any free port. */
  readonly port?: number;
}

/** A Slack to try things on, without an account or network. */
export interface Sandbox {
  /** What to put into the connector's configuration. */
  readonly config: {
    readonly api_endpoint: string;
    readonly api_token: string;
    readonly requests_per_second: number;
  };
  readonly emulator: SlackEmulator;
  close(): Promise<void>;
}

const HOUR = 3_600_000;
const STATUSES = ['open', 'paid', 'cancelled'];

/**
 * Starts a sandbox.
 *
 * @throws Error naming file and line when the folder holds a line that cannot be served.
 */
export async function startSandbox({ dataDirectory, ...options }: SandboxOptions = {}): Promise<Sandbox> {
  const emulator = await createSlackEmulator(options);
  try {
    if (dataDirectory === undefined) fillWithCompany(emulator);
    else await fillFromFolder(emulator, dataDirectory);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  return {
    // The limits of Slack would only make a first look slow.
    config: { api_endpoint: emulator.url, api_token: emulator.token, requests_per_second: 10_000 },
    emulator,
    close: () => emulator.close(),
  };
}

/** The employees of the company that all sandboxes know, and ten orders of each. */
function fillWithCompany({ users, orders }: SlackEmulator): void {
  for (const [index, { key, firstName, lastName, email, active, createdAt }] of createCompany(
    1,
  ).employees.entries()) {
    const updatedAt = new Date(createdAt).toISOString();
    users.put(
      JSON.stringify({ id: key, name: `${firstName} ${lastName}`, email, active, updated_at: updatedAt }),
    );
    for (let number = 0; number < 10; number += 1) {
      orders.put(
        JSON.stringify({
          id: `order-${index}-${number}`,
          user: { id: key },
          status: STATUSES[number % STATUSES.length],
          amount: `${index * 10 + number}.90`,
          currency: 'EUR',
          updated_at: new Date(COMPANY_NOW - (index + number * 50) * HOUR).toISOString(),
        }),
      );
    }
  }
}
