import { ConfigError } from '@etl/core';
import { loadConfig, SANDBOX, type EmulatedSource, type PipelineConfig } from '@etl/config';
import type { ActionContext } from '../run-action.js';
import { startSandbox, type Sandbox } from './sandboxes.js';

/** Loads the configuration; in the sandbox profile the emulators it needs are started. */
export async function loadProjectConfig({ io, options }: ActionContext): Promise<{
  readonly config: PipelineConfig;
  readonly closeSandboxes: () => Promise<void>;
}> {
  const sandboxes: Sandbox[] = [];
  const closeSandboxes = async (): Promise<void> => {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
  };
  const startEmulator = async (source: EmulatedSource) => {
    const sandbox = await startSandbox(
      source,
      options.data === undefined ? {} : { dataDirectory: options.data },
    );
    sandboxes.push(sandbox);
    return sandbox.config;
  };
  try {
    const config = await loadConfig({
      directory: options.config,
      environment: io.environment,
      source: options.source,
      ...(options.profile === undefined ? {} : { profile: options.profile }),
      importPlugin: (packageName) => import(packageName),
      startEmulator,
    });
    requireSandboxForData(config.profile, options.data);
    return { config, closeSandboxes };
  } catch (error) {
    await closeSandboxes();
    throw error;
  }
}

function requireSandboxForData(profile: string, data: string | undefined): void {
  if (data === undefined || profile === SANDBOX) return;
  throw new ConfigError({
    code: 'data_needs_sandbox',
    message: `--data serves files through an emulator, but the profile is "${profile}".`,
    remedy: 'Leave out --data, or use --profile sandbox.',
  });
}
