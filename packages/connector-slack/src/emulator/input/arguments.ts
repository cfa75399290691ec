import type { EmulatorRequest } from '@etl/emulator-kit';
import { SlackRefusal } from '../errors/slack-refusal.js';
import { isObject } from '../workspace/json-object.js';
import { readTimestamp, writeTimestamp } from '../workspace/timestamp.js';

/** What a method was asked with. Everything arrives as text. */
export interface Arguments {
  /** `undefined` when missing or empty. */
  text(name: string): string | undefined;
  /** @throws SlackRefusal `invalid_arguments` */
  require(name: string): string;
  flag(name: string): boolean;
  /** A list with commas. */
  names(name: string): readonly string[];
  /** A time as messages carry it. @throws SlackRefusal `invalid_ts_<name>` */
  timestamp(name: string): string | undefined;
  /** @throws SlackRefusal `invalid_limit` when it is no whole number from 1 to `maximum`; 0 is as if missing. */
  limit(otherwise: number, maximum: number): number;
}

/** Arguments come in the address, as a form, or as JSON; all methods take all three. */
export function readArguments(request: EmulatorRequest): Arguments {
  const values = new Map([...request.query, ...readBody(request)]);
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    return value === '' ? undefined : value;
  };
  return {
    text,
    require: (name) => {
      const value = text(name);
      if (value === undefined) {
        throw new SlackRefusal('invalid_arguments', {
          response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
        });
      }
      return value;
    },
    flag: (name) => ['1', 'true'].includes(text(name) ?? ''),
    names: (name) => (text(name) ?? '').split(',').filter((value) => value !== ''),
    timestamp: (name) => {
      const value = text(name);
      if (value === undefined) return undefined;
      const microseconds = readTimestamp(value);
      if (microseconds === undefined) throw new SlackRefusal(`invalid_ts_${name}`);
      return writeTimestamp(microseconds);
    },
    limit: (otherwise, maximum) => {
      const limit = Number(text('limit') ?? 0);
      if (limit === 0) return otherwise;
      if (Number.isInteger(limit) && limit >= 1 && limit <= maximum) return limit;
      throw new SlackRefusal('invalid_limit');
    },
  };
}

function readBody({ headers, body }: EmulatorRequest): Iterable<readonly [string, string]> {
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return new URLSearchParams(body);
  const value: unknown = JSON.parse(body);
  if (!isObject(value)) throw new SlackRefusal('json_not_object');
  return Object.entries(value).map(([name, item]) => [name, String(item)] as const);
}
