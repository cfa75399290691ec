import type { Field } from '@etl/core';

/** Letters and digits a value is filled with, so that it compresses like text and not like noise or zeros. */
const WORDS = [
  'meeting',
  'renewal',
  'quarter',
  'contract',
  'pipeline',
  'customer',
  'support',
  'upgrade',
  'pricing',
];
const TEXT_FIELDS = 16;
const START = Date.UTC(2024, 0, 1);

/** One CRM-like record of about 900 bytes: 25 fields, a third of them typed. The same number gives the same record. */
export function buildRecord(number: number, revision = 0): string {
  const word = (salt: number): string => WORDS[(number * 7 + salt * 3) % WORDS.length] ?? '';
  const texts = Array.from(
    { length: TEXT_FIELDS },
    (_, index) =>
      `"text_${index}":"${word(index)} ${word(index + 1)} ${(number * 31 + index) % 9973} ${word(index + 2)}"`,
  );
  const instant = new Date(START + number * 1000).toISOString();
  return [
    `{"id":"${String(number).padStart(12, '0')}"`,
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
}

/** Columns of such a record. */
export const RECORD_FIELDS: readonly Field[] = [
  { name: 'id', path: ['id'], type: 'string' },
  { name: 'revision', path: ['revision'], type: 'integer' },
  { name: 'amount', path: ['amount'], type: 'decimal' },
  { name: 'score', path: ['score'], type: 'number' },
  { name: 'employees', path: ['employees'], type: 'integer' },
  { name: 'is_active', path: ['is_active'], type: 'boolean' },
  { name: 'created_at', path: ['created_at'], type: 'timestamp' },
  { name: 'updated_at', path: ['updated_at'], type: 'timestamp' },
  { name: 'close_date', path: ['close_date'], type: 'date' },
  ...Array.from({ length: TEXT_FIELDS }, (_, index): Field => {
    const name = `text_${index}`;
    return { name, path: [name], type: 'string' };
  }),
];
