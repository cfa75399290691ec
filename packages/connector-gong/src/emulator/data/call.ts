import { readMembers, readScalar } from '../json-text/edit-json.js';

/**
 * A call as Gong keeps it. The texts travel to the client as they stand; the other properties are what filters look at.
 * Instants are milliseconds since the epoch.
 */
export interface GongCall {
  readonly id: string;
  readonly startedAt: number;
  /** When it was planned; filters of `GET /v2/calls` look here. Equals `startedAt` for calls nobody planned. */
  readonly scheduledAt: number;
  readonly primaryUserId: string | undefined;
  readonly workspaceId: string | undefined;
  /** What `GET /v2/calls` lists. */
  readonly basic: string | undefined;
  /** What `POST /v2/calls/extensive` lists. */
  readonly extensive: string | undefined;
  /** What `POST /v2/calls/transcript` lists. */
  readonly transcript: string | undefined;
  /** When its processing ends and lists begin to show it. */
  readonly visibleAt: number;
  /** When topics, trackers, outline and interaction are added. */
  readonly enrichedAt: number;
  /** When the transcript can be read; may be before `visibleAt`. */
  readonly transcriptAt: number;
}

/** A record as JSON text, or as an object for tests that do not care for bytes. */
export type RecordInput = string | Readonly<Record<string, unknown>>;

/** What a call is made of. At least one of `extensive` and `basic` is needed; instants default to "long ago". */
export interface CallInput {
  readonly extensive?: RecordInput | undefined;
  /** Default: the `metaData` of `extensive`. */
  readonly basic?: RecordInput | undefined;
  readonly transcript?: RecordInput | undefined;
  /** Milliseconds since the epoch. */
  readonly visibleAt?: number | undefined;
  readonly enrichedAt?: number | undefined;
  readonly transcriptAt?: number | undefined;
}

/**
 * @throws Error when a text is not a JSON object, or has no `id` or no `started`.
 */
export function buildCall(input: CallInput): GongCall {
  const extensive = toRecordText(input.extensive);
  const basic = toRecordText(input.basic) ?? metaDataOf(extensive);
  if (basic === undefined) throw new Error('a call needs `metaData`, as /v2/calls/extensive sends it');
  const fields = readMembers(basic);
  const id = readScalar(fields.get('id'));
  if (id === undefined) throw new Error('a call needs an `id`');
  const startedAt = readInstant(fields.get('started'));
  if (startedAt === undefined) throw new Error(`call ${id} needs \`started\`, an RFC 3339 instant`);
  return {
    id,
    startedAt,
    scheduledAt: readInstant(fields.get('scheduled')) ?? startedAt,
    primaryUserId: readScalar(fields.get('primaryUserId')),
    workspaceId: readScalar(fields.get('workspaceId')),
    // A call known only from `calls.ndjson` is still listed there, and only there.
    basic,
    extensive,
    transcript: toRecordText(input.transcript),
    visibleAt: input.visibleAt ?? -Infinity,
    enrichedAt: input.enrichedAt ?? -Infinity,
    transcriptAt: input.transcriptAt ?? -Infinity,
  };
}

/**
 * The record's text, unchanged when it is one.
 *
 * @throws Error when it is not a JSON object.
 */
export function toRecordText(input: RecordInput | undefined): string | undefined {
  if (input === undefined) return undefined;
  if (typeof input !== 'string') return JSON.stringify(input);
  const value: unknown = JSON.parse(input);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('not a JSON object');
  return input;
}

function metaDataOf(extensive: string | undefined): string | undefined {
  const metaData = extensive === undefined ? undefined : readMembers(extensive).get('metaData');
  return metaData?.startsWith('{') ? metaData : undefined;
}

function readInstant(value: string | undefined): number | undefined {
  const instant = Date.parse(readScalar(value) ?? '');
  return Number.isNaN(instant) ? undefined : instant;
}
