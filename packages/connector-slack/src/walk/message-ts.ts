import type { Instant, SourceRecord } from '@etl/core';
import { readPath } from '@etl/core/json';

/** What Slack writes: seconds with six digits behind the point. Ten digits before it, so text order is time order. */
const TS = /^(\d{10})\.(\d{6})$/;
const SECOND = 1000;

/** Whether a text is a `ts` as Slack writes it. */
export function isTs(text: string): boolean {
  return TS.test(text);
}

/** The instant of a `ts` to the microsecond, as `2026-03-01T12:00:00.123456Z`; `undefined` for any other text. */
export function sentAt(ts: string): string | undefined {
  const [, seconds, fraction] = TS.exec(ts) ?? [];
  if (seconds === undefined || fraction === undefined) return undefined;
  return `${new Date(Number(seconds) * SECOND).toISOString().slice(0, -'.000Z'.length)}.${fraction}Z`;
}

/** The millisecond that a `ts` lies in; `undefined` for any other text. Never by a float: it would lose microseconds. */
export function instantOfTs(ts: string): Instant | undefined {
  const [, seconds, fraction] = TS.exec(ts) ?? [];
  if (seconds === undefined || fraction === undefined) return undefined;
  return Number(seconds) * SECOND + Number(fraction.slice(0, 3));
}

/** The first `ts` of a millisecond. */
export function tsOfInstant(instant: Instant): string {
  const seconds = Math.floor(instant / SECOND);
  return `${String(seconds).padStart(10, '0')}.${String(instant - seconds * SECOND).padStart(3, '0')}000`;
}

/** The last `ts` before another one. */
export function tsBefore(ts: string): string {
  const before = BigInt(ts.replace('.', '')) - 1n;
  const digits = String(before).padStart(16, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** A message's `ts`; `undefined` where it has none that can be used. */
export function readTs({ text }: SourceRecord): string | undefined {
  const literal = readPath(text, ['ts']);
  const ts = literal?.startsWith('"') === true ? literal.slice(1, -1) : '';
  return isTs(ts) ? ts : undefined;
}
