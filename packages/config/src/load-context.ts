import type { ConfigIssue } from './issues/config-issue.js';
import type { Environment } from './variables/load-environment.js';

/** Loads a package by its name, as `import()` does from where plugins are installed. */
export type ImportPlugin = (packageName: string) => Promise<unknown>;

/** Starts the emulator of a source's connector. */
export type StartEmulator = (source: EmulatedSource) => Promise<Readonly<Record<string, unknown>>>;

/** The source an emulator is wanted for. */
export interface EmulatedSource {
  readonly name: string;
  /** Package of the connector; its emulator is the entry `./emulator`. */
  readonly packageName: string;
}

/** What the steps of one loading have in common. */
export interface LoadContext {
  /** As the user named it. */
  readonly directory: string;
  /** Absolute path of the directory above: `.env`, the sandbox's database and local state are there. */
  readonly root: string;
  readonly profile: string;
  /** Name of the only source that is wanted; all of them are, unless there is one. */
  readonly source?: string | undefined;
  readonly environment: Environment;
  readonly importPlugin: ImportPlugin;
  readonly startEmulator: StartEmulator;
  /** Grows while loading. */
  readonly issues: ConfigIssue[];
  /** Grows while loading. */
  readonly secrets: Set<string>;
}

/** The profile that replaces endpoints, credentials and destination. */
export const SANDBOX = 'sandbox';
/** The profile that uses the files as written. */
export const PRODUCTION = 'production';
