import { z } from 'zod';
import { parseRuleName } from './plan/rule-name.js';

/** Shorter keys can be guessed, and with the key every hash of a guessed value. */
const SHORTEST_KEY = 32;

const ACTIONS = ['hash', 'tokenise', 'redact', 'drop'] as const;

const ruleSchema = z.enum([...ACTIONS, 'keep']);

const rulesSchema = z.record(z.string(), ruleSchema).superRefine((rules, context) => {
  for (const name of Object.keys(rules)) {
    if (parseRuleName(name) !== undefined) continue;
    const message =
      'write a column (`email`), a path inside a column (`parties.*.name`) or inside the record (`$.a.b`)';
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

/** Options of the transformer, as written in YAML. */
export const configSchema = z
  .strictObject({
    key: z
      .string()
      .min(
        SHORTEST_KEY,
        `write at least ${SHORTEST_KEY} characters, e.g. what \`openssl rand -hex 32\` prints`,
      )
      .meta({ secret: true })
      .describe('Secret that hashes and tokens depend on, e.g. "${MASK_KEY}". Another key gives others.'),
    pii: z
      .enum(ACTIONS)
      .optional()
      .describe('What is done with every column that its connector marks as personal.'),
    tables: z
      .record(z.string(), rulesSchema)
      .default({})
      .describe(
        'By table, what is done with a column, with a path inside one (`parties.*.name`) or inside the record (`$.a.b`).',
      ),
    undeclared: z
      .enum(['drop', 'keep'])
      .optional()
      .describe(
        'What is done with members of a record that no column reads. Default: `drop` with `pii`, else `keep`.',
      ),
    ignore_email_case: z
      .boolean()
      .default(true)
      .describe('Whether e-mail addresses are hashed and tokenised in lower case. Never in a primary key.'),
  })
  .refine(({ pii, tables, undeclared }) => [pii, undeclared, ...Object.keys(tables)].some(Boolean), {
    message: 'write what to mask: `pii: hash`, rules under `tables`, or both',
  });

/** The options after validation. */
export type MaskConfig = z.output<typeof configSchema>;

/** What is done with a value. */
export type MaskRule = z.output<typeof ruleSchema>;
