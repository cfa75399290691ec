import type { SourceRecord } from '@etl/core';
import { z } from 'zod';

const definitionSchema = z.object({
  name: z.string().min(1),
  label: z.string().catch(''),
  description: z.string().catch(''),
  type: z.string().catch('string'),
  fieldType: z.string().catch(''),
  referencedObjectType: z.string().nullish().catch(undefined),
  showCurrencySymbol: z.boolean().nullish().catch(undefined),
  currencyPropertyName: z.string().nullish().catch(undefined),
  numberDisplayHint: z.string().nullish().catch(undefined),
  createdAt: z.string().nullish().catch(undefined),
});

/** What decides about a property's column. */
export type PropertyDefinition = z.output<typeof definitionSchema>;

/** @throws ZodError when it has no name. */
export function parseDefinition({ text }: SourceRecord): PropertyDefinition {
  return definitionSchema.parse(JSON.parse(text));
}
