import type { EmulatorClock, PageFault } from '@etl/emulator-kit';
import type { Changes } from './changes/changes.js';
import type { Principal } from './access/authorize.js';
import type { Arguments } from './input/arguments.js';
import type { MethodLimits } from './limits/method-limits.js';
import type { Tier } from './limits/tiers.js';
import type { Cursors } from './paging/cursors.js';
import type { Pages } from './paging/page-sizes.js';
import type { JsonObject } from './workspace/json-object.js';
import type { Workspace } from './workspace/workspace.js';

/** What tests can switch while clients read. */
export interface Settings {
  pages: Pages;
  /** So many messages a page of history or replies holds at most, whatever is asked for. */
  readonly largestPage: number;
  /** A free plan shows the messages of 90 days. */
  freePlan: boolean;
  /** Beyond so many, users.list asks for a `limit`. */
  largestWholeUserList: number;
}

/** What every method can use. */
export interface SlackContext {
  readonly clock: EmulatorClock;
  readonly workspace: Workspace;
  readonly changes: Changes;
  readonly cursors: Cursors;
  readonly limits: MethodLimits;
  readonly settings: Settings;
}

/** One request, understood. */
export interface Call {
  readonly args: Arguments;
  readonly principal: Principal;
  readonly pageFault: PageFault | undefined;
}

/** One method of the API: a file of its own in `methods/`, listed in `methods/every-method.ts`. */
export interface SlackMethod {
  readonly name: string;
  readonly tier: Tier;
  /** What the caller must have been granted. */
  scopes(call: Call, context: SlackContext): readonly string[];
  /** The members of the answer beside `ok`. May throw `Refusal`. */
  respond(call: Call, context: SlackContext): JsonObject;
}
