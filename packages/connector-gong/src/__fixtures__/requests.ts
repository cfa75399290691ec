import type { GongEmulator } from '../emulator/index.js';

export interface SentRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: any;
}

/** The requests the emulator has answered, or those to one path, with parsed bodies. */
export function requestsTo(emulator: GongEmulator, path?: string): SentRequest[] {
  return emulator.requests
    .filter((request) => path === undefined || request.path === path)
    .map(({ path: sent, query, body }) => ({
      path: sent,
      query,
      body: body === '' ? undefined : JSON.parse(body),
    }));
}

export const CALLS = '/v2/calls/extensive';
export const TRANSCRIPTS = '/v2/calls/transcript';
export const USERS = '/v2/users';
