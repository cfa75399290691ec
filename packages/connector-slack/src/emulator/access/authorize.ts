import type { EmulatorRequest } from '@etl/emulator-kit';
import { SlackRefusal } from '../errors/slack-refusal.js';
import type { Arguments } from '../input/arguments.js';
import { BOT_USER_ID } from '../workspace/workspace.js';
import { EVERY_SCOPE } from './scopes.js';
import type { TokenServer } from './token-server.js';

/** Whom an emulator lets in. Read on every request, because tests change it. */
export interface AccessRules {
  readonly token: string;
  readonly tokens: TokenServer;
  /** `undefined`: every scope. */
  scopes: readonly string[] | undefined;
  /** What every token is refused with, e.g. `token_revoked`; `undefined`: it is not. */
  refusal: string | undefined;
}

/** Who asks, and what it may. */
export interface Principal {
  readonly userId: string;
  /** A person's token reads public channels without being in them; a bot's does not. */
  readonly isBot: boolean;
  readonly scopes: ReadonlySet<string>;
}

/**
 * Finds out who asks: the token stands in the header, or among the arguments.
 *
 * @throws SlackRefusal `not_authed`, `invalid_auth`, `token_expired`, or what the rules say.
 */
export function authorize({ headers }: EmulatorRequest, args: Arguments, rules: AccessRules): Principal {
  const token = /^bearer (.*)$/i.exec(headers.authorization ?? '')?.[1] ?? args.text('token');
  if (token === undefined) throw new SlackRefusal('not_authed');
  if (token !== rules.token && !rules.tokens.accepts(token)) throw new SlackRefusal('invalid_auth');
  if (rules.refusal !== undefined) throw new SlackRefusal(rules.refusal);
  return {
    userId: BOT_USER_ID,
    isBot: !token.startsWith('xoxp-'),
    scopes: new Set(rules.scopes ?? EVERY_SCOPE),
  };
}
