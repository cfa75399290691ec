import type { CallContext } from '@etl/connector-kit';
import { isMissingScopeError, type CheckReport } from '@etl/core';
import { parseJson } from '@etl/core/json';
import { z } from 'zod';
import type { HubspotApi } from '../api/hubspot-api.js';
import { RecordList } from '../walk/list-page.js';

const PROBED = ['contacts', 'companies', 'deals'];

const accountSchema = z.object({
  portalId: z.union([z.number(), z.string()]),
  timeZone: z.string().catch(''),
  uiDomain: z.string().catch(''),
});

/**
 * Names the account, and asks for one record of the kinds that nearly everybody reads.
 *
 * @throws ConfigError when the credential is refused, or none of them may be read.
 */
export async function checkAccess(api: HubspotApi, context: CallContext): Promise<CheckReport> {
  const { text } = await api.get(context, api.paths.accountDetails);
  const { portalId, timeZone, uiDomain } = accountSchema.parse(parseJson(text));
  const refusals: unknown[] = [];
  const details: Record<string, string> = {};
  for (const type of PROBED) {
    details[type] = await probe(api, context, type).catch((error: unknown) => {
      if (!isMissingScopeError(error)) throw error;
      refusals.push(error);
      return error.message;
    });
  }
  if (refusals.length === PROBED.length) throw refusals[0];
  const account = `HubSpot account ${portalId}${uiDomain === '' ? '' : ` at ${uiDomain}`}`;
  return { account, details: { ...details, ...(timeZone === '' ? {} : { time_zone: timeZone }) } };
}

async function probe(api: HubspotApi, context: CallContext, type: string): Promise<string> {
  await new RecordList(api, { type, properties: ['hs_object_id'], limit: 1 }).fetchPage(context, undefined);
  return 'readable';
}
