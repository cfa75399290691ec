/** What the runner has to do about a refusal. */
export type RefusalKind =
  'credential' | 'scope' | 'conversation' | 'plan' | 'place_lost' | 'passing' | 'request';

export interface ErrorMeaning {
  readonly kind: RefusalKind;
  /** Goes on "Slack refused …: ". */
  readonly meaning: string;
  readonly remedy?: string;
}

const NEW_TOKEN = 'Install the app again, and write its new token into the configuration.';
const INVITE =
  'Invite the app to the channel, set join_channels, or leave the channel out with channels.exclude.';
const LEAVE_OUT = 'Leave the conversation out with channels.exclude.';
const APPROVE = 'Ask an administrator of the workspace to let the app in.';

const CREDENTIAL = meanings('credential', {
  not_authed: ['no token was sent', 'Write api_token into the configuration.'],
  invalid_auth: ['the token is not valid, or this address may not use it', NEW_TOKEN],
  account_inactive: ['the token belongs to a deleted user or workspace', NEW_TOKEN],
  token_revoked: ['the token was revoked', NEW_TOKEN],
  token_expired: [
    'the token has expired',
    'Use oauth with a refresh token, which renews it, or a token that does not expire.',
  ],
  not_allowed_token_type: [
    'this kind of token may not call the method',
    'Use a bot token (xoxb-) or a user token (xoxp-).',
  ],
  no_permission: ['the token may not call the method', APPROVE],
  org_login_required: ['the workspace is being moved into an organisation', 'Run again later.'],
  access_denied: ['access is denied', APPROVE],
  ekm_access_denied: ['an administrator has suspended access to messages', APPROVE],
  team_access_not_granted: ['the token has no access to the workspace', APPROVE],
  enterprise_is_restricted: ['the organisation does not let the method be called', APPROVE],
  two_factor_setup_required: [
    'the user has to set up two-factor authentication',
    'Set it up, or use a bot token.',
  ],
});

const CONVERSATION = meanings('conversation', {
  not_in_channel: ['the token is not a member of the channel', INVITE],
  channel_not_found: ['there is no such channel, or the token may not see it', INVITE],
  is_archived: ['the channel is archived', LEAVE_OUT],
  channel_is_limited_access: ['access to the channel is limited', LEAVE_OUT],
  method_not_supported_for_channel_type: ['the channel is of a kind that cannot be read so', LEAVE_OUT],
  thread_not_found: ['the thread is gone'],
  restricted_action: ['a preference of the workspace forbids it', APPROVE],
  user_not_found: ['there is no such user'],
  user_not_visible: ['the token may not see the user'],
});

const PASSING = meanings('passing', {
  ratelimited: ['the method was called too often'],
  rate_limited: ['the method was called too often'],
  accesslimited: ['access to the method is limited for now'],
  internal_error: ['something failed at Slack'],
  fatal_error: ['something failed at Slack'],
  service_unavailable: ['Slack is not available'],
  request_timeout: ['the request did not arrive whole'],
  team_added_to_org: ['the workspace is being moved into an organisation'],
});

const OTHERS = {
  ...meanings('scope', { missing_scope: ['a scope is missing'] }),
  ...meanings('place_lost', { invalid_cursor: ['the page cursor is not valid any more'] }),
  ...meanings('plan', {
    paid_only: ['the workspace’s plan does not have it', 'Do not select this stream.'],
    paid_teams_only: ['the workspace’s plan does not have it', 'Do not select this stream.'],
    plan_upgrade_required: ['the workspace’s plan does not have it', 'Do not select this stream.'],
  }),
};

const MEANINGS: Readonly<Record<string, ErrorMeaning>> = {
  ...CREDENTIAL,
  ...CONVERSATION,
  ...PASSING,
  ...OTHERS,
};

/** What an error code of Slack's means; one that is not known is a request that Slack did not understand. */
export function meaningOf(code: string): ErrorMeaning {
  return MEANINGS[code] ?? { kind: 'request', meaning: 'the request was not understood' };
}

function meanings(
  kind: RefusalKind,
  codes: Readonly<Record<string, readonly [meaning: string, remedy?: string]>>,
): Record<string, ErrorMeaning> {
  return Object.fromEntries(
    Object.entries(codes).map(([code, [meaning, remedy]]) => [
      code,
      { kind, meaning, ...(remedy === undefined ? {} : { remedy }) },
    ]),
  );
}
