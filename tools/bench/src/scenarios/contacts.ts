import type { Field } from '@etl/core';
import { idOf, instantOf, phrase, type Scenario } from './scenario.ts';

const TEXTS = Array.from({ length: 16 }, (_, index) => `text_${index}`);
const TYPED = {
  id: 'string',
  revision: 'integer',
  amount: 'decimal',
  score: 'number',
  employees: 'integer',
  is_active: 'boolean',
  created_at: 'timestamp',
  updated_at: 'timestamp',
  close_date: 'date',
} as const;

/** CRM-like records of about 900 bytes: 25 fields, a third of them typed. */
export const scenario: Scenario = {
  primaryKey: ['id'],
  fields: [
    ...Object.entries(TYPED).map(([name, type]): Field => ({ name, path: [name], type })),
    ...TEXTS.map((name): Field => ({ name, path: [name], type: 'string' })),
  ],
  buildRecord: (number, revision) => {
    const instant = instantOf(number);
    const texts = TEXTS.map((name, index) => `"${name}":"${phrase(number, index)}"`);
    return [
      `{"id":"${idOf(number)}"`,
      `"revision":${revision}`,
      `"amount":"${(number % 100_000) / 100}"`,
      `"score":${(number % 1000) / 8}`,
      `"employees":${number % 5000}`,
      `"is_active":${number % 3 === 0}`,
      `"created_at":"${instant}"`,
      `"updated_at":"${instant}"`,
      `"close_date":"${instant.slice(0, 10)}"`,
      `${texts.join(',')}}`,
    ].join(',');
  },
};
