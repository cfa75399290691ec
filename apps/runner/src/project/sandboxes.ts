import { ConfigError } from '@etl/core';
import type { EmulatedSource } from '@etl/config';

/** A running emulator, as each connector's `./emulator` entry starts it. */
export interface Sandbox {
  /** What takes the connector there: endpoint and credentials. */
  readonly config: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** A folder of vendor-shaped NDJSON files instead of a generated company. */
  readonly dataDirectory?: string;
  readonly port?: number;
}

interface EmulatorModule {
  readonly startSandbox: (options: SandboxOptions) => Promise<Sandbox>;
}

const DATA_OF_ONE_SOURCE = 'If these are files of another source, name that one: --source <name>.';

/**
 * Starts the emulator that a connector's package ships.
 *
 * @throws ConfigError when the package ships none, or when it cannot serve what it is given.
 */
export async function startSandbox(source: EmulatedSource, options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox: start } = await importEmulator(source);
  try {
    return await start(options);
  } catch (error) {
    throw new ConfigError({
      code: 'sandbox_failed',
      message: `The emulator of ${source.packageName} cannot start: ${error instanceof Error ? error.message : String(error)}`,
      ...(options.dataDirectory === undefined ? {} : { remedy: DATA_OF_ONE_SOURCE }),
      cause: error,
    });
  }
}

async function importEmulator({ name, packageName }: EmulatedSource): Promise<EmulatorModule> {
  try {
    return (await import(`${packageName}/emulator`)) as EmulatorModule;
  } catch (error) {
    throw new ConfigError({
      code: 'no_emulator',
      message: `Source ${name} cannot run in the sandbox: ${packageName} has no emulator that loads.`,
      remedy: 'Install it together with @etl/emulator-kit, or set ETL_PROFILE=production.',
      cause: error,
    });
  }
}
