import { z } from 'zod';

/** HubSpot's error body; every member may be missing. */
const envelopeSchema = z
  .object({
    message: z.string().catch(''),
    category: z.string().catch(''),
    policyName: z.string().catch(''),
    errors: z
      .array(
        z
          .object({ context: z.record(z.string(), z.array(z.string()).catch([])).catch({}) })
          .catch({ context: {} }),
      )
      .catch([]),
  })
  .catch({ message: '', category: '', policyName: '', errors: [] });

export interface ErrorEnvelope {
  readonly message: string;
  readonly category: string;
  /** Of a 429: the limit that was reached. */
  readonly policyName: string;
  /** The permissions a 403 asks for. */
  readonly scopes: readonly string[];
}

/** Reads as much as there is; a proxy's web page has nothing. */
export function readErrorEnvelope(text: string): ErrorEnvelope {
  const { message, category, policyName, errors } = envelopeSchema.parse(parse(text));
  const scopes = errors.flatMap(
    ({ context }) => context.requiredGranularScopes ?? context.requiredScopes ?? [],
  );
  return { message, category, policyName, scopes: [...new Set(scopes)] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
