import { createHash } from 'node:crypto';
import type { Instant } from '@etl/core';
import { callId } from './sample-records.js';

type Json = Readonly<Record<string, unknown>>;

export const FOLDER = '7500000000000000001';
export const WORKSPACE = '7100000000000000001';
export const USER = callId(500_001);

const at = (instant: Instant | string): string =>
  typeof instant === 'string' ? instant : new Date(instant).toISOString();

/** A call in a folder of the library. */
export function sampleLibraryCall(number: number, more: Json = {}, folderId = FOLDER): Json {
  return { folderId, call: { id: callId(number), title: `Call ${number}`, note: null, ...more } };
}

export function sampleStats(date: string, userId = USER, value: unknown = 3.5): Json {
  const personInteractionStats = [{ name: 'Interactivity', value }];
  return { date, stats: { userId, userEmailAddress: 'user1@example.com', personInteractionStats } };
}

/** What a user did on a day that begins at an RFC 3339 text with the company's offset. */
export function sampleActivity(fromDate: string, userId = USER): Json {
  const activity = { fromDate, callsAsHost: [callId(1)], callsAttended: [] };
  return { userId, userEmailAddress: 'user1@example.com', activity };
}

export function sampleProfile(number: number, workspaceId = WORKSPACE): Json {
  return { workspaceId, profile: { id: callId(number), name: `Profile ${number}`, scoreCalls: true } };
}

export function sampleProfileUser(profile: number, userId = USER): Json {
  return { profileId: callId(profile), user: { id: userId, emailAddress: 'user1@example.com' } };
}

/** A flow; without an owner it is the company's. */
export function sampleFlow(number: number, flowOwnerEmail: string | null = null, more: Json = {}): Json {
  return { flowOwnerEmail, flow: { id: callId(number), name: `Flow ${number}`, ...more } };
}

export function sampleLogEntry(logType: string, eventTime: Instant | string, more: Json = {}): Json {
  const entry = { userId: USER, userFullName: 'User One', eventTime: at(eventTime) };
  return { logType, entry: { ...entry, logRecord: { action: 'login' }, ...more } };
}

export function sampleChange(setting: string, time: string, value: unknown, userId = USER): Json {
  return { userId, change: { setting, time, value } };
}

export function sampleAssociation(number: number, created: Instant | string, userId = USER): Json {
  const associatedCrmObjects = [{ accountCrmId: '1', dealCrmId: null }];
  return { callId: callId(number), userId, created: at(created), associatedCrmObjects };
}

/** What a manager did for one report at one time. */
export function sampleCoaching(
  time: Instant | string,
  ids: { readonly managerId?: string; readonly reportId?: string; readonly workspaceId?: string } = {},
): Json {
  const { managerId = USER, reportId = callId(500_002), workspaceId = WORKSPACE } = ids;
  const coaching = { report: { id: reportId }, metrics: { callsListenedTo: [callId(1)] } };
  return { workspaceId, managerId, time: at(time), coaching };
}

/** 32 digits over lines, as the connector's documentation describes its hashes. */
export function hashLines(...values: readonly unknown[]): string {
  const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return createHash('sha256').update(lines).digest('hex').slice(0, 32);
}
