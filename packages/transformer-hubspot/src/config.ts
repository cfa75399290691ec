import { z } from 'zod';

const schemaName = z.string().min(1);

const bands = z
  .array(
    z.strictObject({
      name: z.string().min(1).describe('Name of the band.'),
      from: z.number().nonnegative().describe('Lowest value of the band; it ends where the next begins.'),
    }),
  )
  .min(1)
  .refine(isRising, { error: 'write the bands in rising order of `from`, each with another' });

/** Bands of a number, in rising order. */
export type Bands = z.output<typeof bands>;

function isRising(list: readonly { readonly from: number }[]): boolean {
  return list.every(({ from }, index) => from > (list[index - 1]?.from ?? -1));
}

const SIZE_BANDS: Bands = [
  { name: 'startup', from: 0 },
  { name: 'small_business', from: 10 },
  { name: 'mid_market', from: 100 },
  { name: 'enterprise', from: 1000 },
];
const REVENUE_BANDS: Bands = [
  { name: 'startup', from: 0 },
  { name: 'small', from: 1_000_000 },
  { name: 'medium', from: 10_000_000 },
  { name: 'large', from: 100_000_000 },
];
const AMOUNT_BANDS: Bands = [
  { name: 'low', from: 0 },
  { name: 'medium', from: 50_000 },
  { name: 'high', from: 100_000 },
];
const LIFECYCLE_BANDS = {
  prospect: ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead'],
  opportunity: ['opportunity'],
  customer: ['customer', 'evangelist'],
};

/** Options of the transformer, as written in YAML. */
export const configSchema = z.strictObject({
  source: z.string().min(1).default('hubspot').describe('Name of the HubSpot source whose tables are read.'),
  schema: schemaName
    .optional()
    .describe('Schema of the marts. Default: the schema of the source with _MARTS behind it.'),
  staging_schema: schemaName
    .optional()
    .describe(
      'Schema of the canonical staging models. Default: the schema of the source with _STAGING behind it.',
    ),
  size_bands: bands.default(SIZE_BANDS).describe('Bands of companies by their number of employees.'),
  revenue_bands: bands.default(REVENUE_BANDS).describe('Bands of companies by the revenue of a year.'),
  amount_bands: bands
    .default(AMOUNT_BANDS)
    .describe('Bands of deals by their amount, in the currency of the deal.'),
  lifecycle_bands: z
    .record(z.string().min(1), z.array(z.string().min(1)).min(1))
    .default(LIFECYCLE_BANDS)
    .describe('Bands of contacts and companies, each with the internal names of its lifecycle stages.'),
});

/** The options after validation. */
export type HubspotConfig = z.output<typeof configSchema>;

/** The options as written. */
export type HubspotConfigInput = z.input<typeof configSchema>;
