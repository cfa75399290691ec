import type { StatusFault } from '@etl/emulator-kit';

/** 477: the account is being moved to another data center; `seconds` can be as long as a day. */
export function accountMigrating(seconds: number): StatusFault {
  return { kind: 'status', status: 477, headers: { 'retry-after': String(seconds) } };
}

/** 423: the record is locked, for about two seconds. */
export function recordLocked(): StatusFault {
  return { kind: 'status', status: 423 };
}

/** What the proxy in front answers, as a web page, when it does not reach HubSpot. */
export function proxyError(status: 502 | 504 | 521 | 523 | 524): StatusFault {
  return { kind: 'status', status };
}

/** An error of which HubSpot says nothing but that it is one: every member of the envelope may be missing. */
export function bareError(status: number): StatusFault {
  return {
    kind: 'status',
    status,
    headers: { 'content-type': 'application/json' },
    body: '{"status":"error"}',
  };
}
