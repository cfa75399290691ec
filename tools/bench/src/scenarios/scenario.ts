import type { Field } from '@etl/core';

/** Records to load, and the columns they fill. */
export interface Scenario {
  readonly fields: readonly Field[];
  readonly primaryKey: readonly string[];
  /** What DuckDB alone needs for them, where 512 MB do not suffice it. */
  readonly baselineMemory?: string;
  /** The record with this number; the same number and revision give the same text. */
  readonly buildRecord: (number: number, revision: number) => string;
}

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
const START = Date.UTC(2024, 0, 1);

/** Words that differ from record to record, so that they compress like text and not like noise or zeros. */
export function phrase(number: number, salt: number): string {
  const word = (shift: number): string => WORDS[(number * 7 + (salt + shift) * 3) % WORDS.length] ?? '';
  return `${word(0)} ${word(1)} ${(number * 31 + salt) % 9973} ${word(2)}`;
}

/** An instant some seconds after the one of the record before. */
export function instantOf(number: number): string {
  return new Date(START + number * 1000).toISOString();
}

/** A CRM's id: as wide for every record. */
export function idOf(number: number): string {
  return String(number).padStart(12, '0');
}

export async function loadScenario(name: string): Promise<Scenario> {
  const module = (await import(`./${name}.ts`)) as { readonly scenario: Scenario };
  return module.scenario;
}
