import type { Emulator, EmulatorClock } from '@etl/emulator-kit';
import { createEmulator, createRandom, systemClock } from '@etl/emulator-kit';
import type { AccessRules } from './access/authorize.js';
import { createTokenServer, type TokenServer } from './access/token-server.js';
import { createChanges, type Changes } from './changes/changes.js';
import { renderError } from './errors/render-error.js';
import { fillWorkspace } from './fill-workspace.js';
import { createMethodLimits, type Terms } from './limits/method-limits.js';
import { createRequestCounter } from './limits/request-counter.js';
import { createCursors } from './paging/cursors.js';
import type { Pages } from './paging/page-sizes.js';
import type { SlackEmulatorOptions } from './slack-emulator-options.js';
import type { SlackContext } from './slack-method.js';
import { buildRoutes } from './slack-routes.js';
import { createTruth, type Truth } from './truth.js';
import type { JsonObject } from './workspace/json-object.js';
import { BOT_USER_ID, createWorkspace, type Workspace } from './workspace/workspace.js';

/** A running Slack. Everything can change while clients read. */
export interface SlackEmulator extends Emulator {
  /** What `api_endpoint` should be: the base address of methods, with its slash at the end. */
  readonly apiEndpoint: string;
  readonly token: string;
  /** Whom every token acts for. */
  readonly userId: string;
  /** Messages, reactions and conversations. */
  readonly changes: Changes;
  /** Users, user groups, emoji, the workspace, and what hangs on conversations. */
  readonly workspace: Workspace;
  readonly truth: Truth;
  readonly oauth: Omit<TokenServer, 'exchange' | 'accepts'>;
  /** How often each method was asked: `{ 'conversations.history': 3, … }`. */
  requestCounts(): Readonly<Record<string, number>>;
  /** `undefined`: everything is granted. */
  setScopes(scopes: readonly string[] | undefined): void;
  /** Refuses every token with this error, e.g. `token_revoked` or `account_inactive`; `undefined`: no more. */
  refuseTokens(error: string | undefined): void;
  setTerms(terms: Terms): void;
  setPages(pages: Pages): void;
  setFreePlan(freePlan: boolean): void;
  /** Ends every cursor handed out so far. */
  expireCursors(): void;
  /** Changes members of a user. @throws Error when there is no such user. */
  updateUser(userId: string, members: JsonObject): void;
}

const DEFAULT_TOKEN = 'xoxb-100000000001-100000000002-EmulatedTokenOfTheBot000';

/**
 * Starts an HTTP server on 127.0.0.1 that behaves like Slack.
 *
 * @throws Error when the port is taken, or the data folder cannot be read (naming file and line).
 */
export async function createSlackEmulator(options: SlackEmulatorOptions = {}): Promise<SlackEmulator> {
  const clock = options.clock ?? systemClock;
  const context = buildContext(options, clock);
  await fillWorkspace(context, options);
  const rules: AccessRules = {
    token: options.token ?? DEFAULT_TOKEN,
    tokens: createTokenServer(options.oauth ?? {}, {
      clock,
      random: createRandom(options.seed ?? 1).fork('slack oauth'),
    }),
    scopes: options.scopes,
    refusal: undefined,
  };
  const counter = createRequestCounter();
  const emulator = await createEmulator({
    clock,
    compress: options.compress,
    port: options.port,
    routes: buildRoutes({ context, rules, count: counter.count }),
    renderError,
  });
  return {
    ...emulator,
    apiEndpoint: `${emulator.url}/api/`,
    token: rules.token,
    userId: BOT_USER_ID,
    changes: context.changes,
    workspace: context.workspace,
    truth: createTruth(context.workspace),
    oauth: rules.tokens,
    requestCounts: counter.counts,
    clearRequests: () => {
      emulator.clearRequests();
      counter.clear();
    },
    ...buildSwitches(context, rules),
  };
}

function buildContext(options: SlackEmulatorOptions, clock: EmulatorClock): SlackContext {
  const workspace = createWorkspace();
  return {
    clock,
    workspace,
    changes: createChanges(workspace, clock),
    cursors: createCursors(clock, options.cursorSeconds ?? 3600),
    limits: createMethodLimits(options, clock, options.terms ?? 'internal'),
    settings: {
      pages: options.pages ?? 'full',
      largestPage: options.largestPage ?? 999,
      freePlan: options.freePlan ?? false,
      largestWholeUserList: options.largestWholeUserList ?? 1000,
    },
  };
}

type Switches = Pick<
  SlackEmulator,
  'setScopes' | 'refuseTokens' | 'setTerms' | 'setPages' | 'setFreePlan' | 'expireCursors' | 'updateUser'
>;

function buildSwitches({ settings, limits, cursors, workspace }: SlackContext, rules: AccessRules): Switches {
  return {
    setScopes: (scopes) => {
      rules.scopes = scopes;
    },
    refuseTokens: (error) => {
      rules.refusal = error;
    },
    setTerms: (terms) => {
      limits.terms = terms;
    },
    setPages: (pages) => {
      settings.pages = pages;
    },
    setFreePlan: (freePlan) => {
      settings.freePlan = freePlan;
    },
    expireCursors: () => {
      cursors.expire();
    },
    updateUser: (userId, members) => {
      const user = workspace.users.get(userId);
      if (user === undefined) throw new Error(`There is no user ${userId}: put one first.`);
      workspace.users.put(userId, { ...user, ...members });
    },
  };
}
