import { z } from 'zod';

/** A body that says no. */
export interface Refusal {
  readonly code: string;
  /** Of `missing_scope`: the scope that is asked for. */
  readonly needed: string | undefined;
}

const refusalSchema = z.object({
  ok: z.literal(false),
  error: z.string().catch('unknown_error'),
  needed: z.string().optional().catch(undefined),
});

const ACCEPTED = /^\s*\{\s*"ok"\s*:\s*true\b/;

/** Whether a text begins like an answer that says yes, as nearly every one does. */
export function isAccepted(text: string): boolean {
  return ACCEPTED.test(text);
}

/** What Slack says no with; `undefined` for any other text. */
export function readRefusal(text: string): Refusal | undefined {
  const { data } = refusalSchema.safeParse(parse(text));
  return data === undefined ? undefined : { code: data.error, needed: data.needed };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
