import type { CallContext } from '@etl/connector-kit';
import { isEtlError, MISSING_SCOPE, type Instant } from '@etl/core';
import type { GongApi } from '../api/gong-api.js';
import { buildCallFilter } from '../streams/call-filter.js';

const MINUTE = 60_000;

/** What each table can be read with, by table: `readable`, or what is missing. */
export type Access = Readonly<Record<'users' | 'calls' | 'transcripts', string>>;

/**
 * Asks once for each kind of thing, for as little of it as Gong allows: scopes are granted one by one.
 *
 * @throws ConfigError when the credential or host is wrong, or nothing at all may be read.
 */
export async function checkAccess(api: GongApi, context: CallContext, now: Instant): Promise<Access> {
  const filter = buildCallFilter({ from: now - 6 * MINUTE, to: now - 5 * MINUTE });
  const refusals: unknown[] = [];
  const attempt = async (request: Promise<unknown>): Promise<string> => {
    try {
      await request;
      return 'readable';
    } catch (error) {
      if (!isEtlError(error) || error.code !== MISSING_SCOPE) throw error;
      refusals.push(error);
      return error.message;
    }
  };
  const access = {
    users: await attempt(api.fetchUsers(context, undefined)),
    calls: await attempt(api.fetchCalls(context, { filter, contentSelector: {} }, undefined)),
    transcripts: await attempt(api.fetchTranscripts(context, { filter }, undefined)),
  };
  if (refusals.length === Object.keys(access).length) throw refusals[0];
  return access;
}
