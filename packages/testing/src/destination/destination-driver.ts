import type { DestinationPlugin, JsonValue, Session } from '@etl/core';
import type { NotApplicable } from '../check/conformance-check.js';
import type { CrashProgram } from './crash-program.js';

/** A row with its metadata columns, column names in lower case. */
export type StoredRow = Readonly<Record<string, JsonValue>>;

/** A dead letter. */
export interface StoredReject {
  readonly table: string;
  readonly reason: string;
  readonly text: string;
}

/** What the suite must know about a destination to put it to the test. */
export interface DestinationDriver {
  readonly plugin: DestinationPlugin;
  /** Configuration of a fresh, empty location, as a user would write it: a new file, a new database. */
  createConfig(): unknown;
  /**
   * All rows, those marked deleted included; empty when there is no such table. Instants carry an offset; integers and
   * decimals that a 64-bit float cannot hold come as text; `json` columns as JSON text.
   */
  readTable(session: Session, schema: string, table: string): Promise<readonly StoredRow[]>;
  readRejects(session: Session): Promise<readonly StoredReject[]>;
  /** Evidence of a table's deletions, where it does not stand in a column of the rows. */
  readEvidence?(session: Session, table: string): Promise<readonly string[]>;
  /** Makes a table that the toolkit did not make. */
  readonly createForeignTable:
    ((session: Session, schema: string, table: string) => Promise<void>) | NotApplicable;
  /**
   * Starts a process that runs the program and resolves when it has died: `spawnCrashProgram`. For destinations whose
   * data outlives the process.
   */
  readonly spawnCrash: ((config: unknown, program: CrashProgram) => Promise<void>) | NotApplicable;
  /** Removes a location. */
  dropConfig?(config: unknown): Promise<void>;
}
