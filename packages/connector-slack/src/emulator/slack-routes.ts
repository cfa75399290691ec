import type { EmulatorRequest, EmulatorResponse, Route } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import type { AccessRules, Principal } from './access/authorize.js';
import { authorize } from './access/authorize.js';
import { EVERY_SCOPE, requireScopes } from './access/scopes.js';
import { pathOf } from './faults/slack-faults.js';
import { readArguments } from './input/arguments.js';
import { METHODS } from './methods/every-method.js';
import type { SlackContext, SlackMethod } from './slack-method.js';
import { BOT_USER_ID, teamIdOf } from './workspace/workspace.js';

/** What routes are built from. */
export interface RouteParts {
  readonly context: SlackContext;
  readonly rules: AccessRules;
  /** Told of every request that found a method, before anything can refuse it. */
  readonly count: (method: string) => void;
}

const TOKEN_METHOD = 'oauth.v2.access';

/** The API behind its tokens and limits, and beside it the method that rotates tokens. */
export function buildRoutes(parts: RouteParts): Route[] {
  return [
    ...buildPair(TOKEN_METHOD, (request) => {
      parts.count(TOKEN_METHOD);
      return exchangeToken(request, parts);
    }),
    ...METHODS.flatMap((method) =>
      buildPair(method.name, (request) => {
        parts.count(method.name);
        return callMethod(method, request, parts);
      }),
    ),
  ];
}

function buildPair(name: string, handle: Route['handle']): Route[] {
  return ['POST', 'GET'].map((method) => ({ method, path: pathOf(name), handle }));
}

function callMethod(
  method: SlackMethod,
  request: EmulatorRequest,
  { context, rules }: RouteParts,
): EmulatorResponse {
  const args = readArguments(request);
  const principal = authorize(request, args, rules);
  context.limits.admit(method.name, method.tier);
  const call = { args, principal, pageFault: request.pageFault };
  requireScopes(principal.scopes, method.scopes(call, context));
  return answer({ ok: true, ...method.respond(call, context) }, principal);
}

function exchangeToken(request: EmulatorRequest, { context, rules }: RouteParts): EmulatorResponse {
  const args = readArguments(request);
  const scope = (rules.scopes ?? EVERY_SCOPE).join(',');
  const { team } = context.workspace;
  return answer({
    ok: true,
    ...rules.tokens.exchange(args, readBasicCredentials(request)),
    app_id: 'A0ETLREADER',
    scope,
    bot_user_id: BOT_USER_ID,
    team: { id: teamIdOf(context.workspace), name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  });
}

function answer(body: object, principal?: Principal): EmulatorResponse {
  const response = jsonResponse(200, JSON.stringify(body));
  if (principal === undefined) return response;
  return { ...response, headers: { ...response.headers, 'x-oauth-scopes': [...principal.scopes].join(',') } };
}

function readBasicCredentials({ headers }: EmulatorRequest): readonly [string, string] | undefined {
  const encoded = /^basic (.*)$/i.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':', 2);
  return [id, secret];
}
