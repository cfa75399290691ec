import { MemoryLocalStore, systemDependencies } from '@etl/connector-kit';
import type { LocalStore, Source, SourceDependencies, Stream } from '@etl/core';
import { onTestFinished } from 'vitest';
import type { GongConfigInput } from '../config/config.js';
import { createGongEmulator, type GongEmulator, type GongEmulatorOptions } from '../emulator/index.js';
import { gong } from '../gong.js';
import { TestClock } from './test-clock.js';

/** The moment every test begins. */
export const NOW = '2026-03-01T12:00:00.000Z';

/** An emulated Gong and everything to read it with. */
export interface Account {
  readonly clock: TestClock;
  readonly emulator: GongEmulator;
  readonly localStore: LocalStore;
  readonly dependencies: SourceDependencies;
  /** A source for this account; options replace the ones of the sandbox. */
  readonly source: (config?: Partial<GongConfigInput>) => Source;
  readonly stream: (name: string, config?: Partial<GongConfigInput>) => Promise<Stream>;
}

/** Starts an emulated Gong without data that ends with the test. */
export async function startAccount(options: GongEmulatorOptions = {}): Promise<Account> {
  const account = await openAccount(options);
  onTestFinished(() => account.emulator.close());
  return account;
}

/** Starts an emulated Gong without data that the caller ends. */
export async function openAccount(options: GongEmulatorOptions = {}): Promise<Account> {
  const clock = new TestClock(NOW);
  const emulator = await createGongEmulator({ empty: true, clock, ...options });
  const localStore = new MemoryLocalStore();
  const dependencies = systemDependencies({ clock, localStore, random: () => 0.5 });
  const source = (config: Partial<GongConfigInput> = {}): Source =>
    gong(
      {
        api_endpoint: emulator.apiEndpoint,
        api_token: emulator.apiToken,
        start_date: '2026-02-01',
        ...config,
      },
      dependencies,
    );
  return {
    clock,
    emulator,
    localStore,
    dependencies,
    source,
    stream: async (name, config) => {
      const streams = await source(config).streams(new AbortController().signal);
      return streams.find((stream) => stream.name === name)!;
    },
  };
}
