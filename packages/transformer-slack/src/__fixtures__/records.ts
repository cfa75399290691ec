type Parts = Readonly<Record<string, unknown>>;

/** 2026-03-02T00:00:00Z in seconds. */
const DAY = 1_772_409_600;

/** The `ts` of a second of that day; `microseconds` tells messages of one second apart. */
export function ts(second: number, microseconds = 0): string {
  return `${DAY + second}.${String(microseconds).padStart(6, '0')}`;
}

/** A message as the walk of a channel stores it: where it stands, and what Slack sent. */
export function message(at: string, text: string | null, parts: Parts = {}, channel = 'C1'): object {
  const [seconds = '0', fraction = '0'] = at.split('.');
  const instant = new Date(Number(seconds) * 1000).toISOString().replace('.000Z', `.${fraction}Z`);
  const thread = typeof parts.thread_ts === 'string' ? parts.thread_ts : at;
  const isReply = thread !== at && parts.subtype !== 'thread_broadcast';
  return {
    channel_id: channel,
    ts: at,
    root_ts: thread,
    placement: isReply ? 'thread' : 'channel',
    sent_at: instant,
    message: { type: 'message', user: 'U1', team: 'T1', text, ts: at, ...parts },
  };
}

export function user(id: string, name: string, parts: Parts = {}, profile: Parts = {}): object {
  return {
    id,
    team_id: 'T1',
    name: name.toLowerCase(),
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    tz: 'Europe/Berlin',
    updated: 1_767_609_000,
    profile: {
      real_name: `${name} Example`,
      display_name: name,
      first_name: name,
      last_name: 'Example',
      title: 'Engineer',
      phone: '',
      email: `${name}@acme.example`,
      ...profile,
    },
    ...parts,
  };
}

export function channel(id: string, name: string, parts: Parts = {}): object {
  return {
    id,
    name,
    is_channel: true,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    creator: 'U1',
    created: 1_760_000_000,
    topic: { value: 'What we do' },
    purpose: { value: '' },
    ...parts,
  };
}

export function group(id: string, handle: string): object {
  return { id, team_id: 'T1', name: `The ${handle}`, handle, is_external: false };
}

export function member(channelId: string, userId: string): object {
  return { channel_id: channelId, user_id: userId };
}

export function team(parts: Parts = {}): object {
  return { id: 'T1', name: 'Acme', domain: 'acme', email_domain: 'acme.example', ...parts };
}

/** People and others whom messages are from. */
export const USERS = [
  user('U1', 'Anna'),
  user('U2', 'Ben', {}, { phone: '+49 30 1234567' }),
  user('U3', 'Cleo', { is_restricted: true }),
  user('U4', 'Dan', { deleted: true }),
  user('U5', 'Eve', { team_id: 'T2', is_email_confirmed: true }, { email: 'Eve@Globex.example' }),
  user('U6', 'Deploybot', { is_bot: true }),
  user('USLACKBOT', 'Slackbot'),
  user('U7', 'Fay', { is_email_confirmed: false }),
];
