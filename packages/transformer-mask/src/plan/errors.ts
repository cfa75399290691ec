import { ConfigError, FatalError, type Field, type Table } from '@etl/core';
import type { MaskRule } from '../config.js';

export function unknownTable(name: string, tables: readonly Table[]): ConfigError {
  const known = [...new Set(tables.map((table) => table.name))];
  return new ConfigError({
    code: 'unknown_table',
    message: `The transformer mask has rules for the table "${name}", which no stream has.`,
    remedy: `Write one of: ${known.join(', ')}.`,
  });
}

export function unknownColumn({ name: table, fields }: Table, rule: string): ConfigError {
  const columns = fields.map(({ name }) => name).join(', ');
  return new ConfigError({
    code: 'unknown_column',
    message: `The transformer mask has a rule for ${table}.${rule}, but the table ${table} has no such column.`,
    remedy: `It has: ${columns}. What no column reads is written as a path: \`$.key\`. Rules for one source of several with a table ${table} belong into the file of that source.`,
  });
}

export function conflictingRules({ name: table }: Table, first: string, second: string): ConfigError {
  return new ConfigError({
    code: 'conflicting_rules',
    message: `The transformer mask has two rules for one value of ${table}: ${first} and ${second}.`,
    remedy: 'Keep one of them.',
  });
}

export function textNeeded({ name: table }: Table, { name, type }: Field, rule: MaskRule): ConfigError {
  return new ConfigError({
    code: 'mask_does_not_fit',
    message: `The transformer mask cannot ${rule} ${table}.${name}: the column is of type ${type}, and a ${rule === 'hash' ? 'hash' : 'token'} is text.`,
    remedy: `Write \`${name}: redact\` (the column becomes NULL), \`drop\` or \`keep\` under tables.${table}.`,
  });
}

export function keyNeeded({ name: table }: Table, column: string, rule: MaskRule): ConfigError {
  return new ConfigError({
    code: 'column_is_needed',
    message: `The transformer mask cannot ${rule} ${table}.${column}: rows are told apart by this column.`,
    remedy: `Write \`${column}: hash\`, \`tokenise\` or \`keep\` under tables.${table}.`,
  });
}

export function versionNeeded({ name: table }: Table, column: string, rule: MaskRule): ConfigError {
  return new ConfigError({
    code: 'column_is_needed',
    message: `The transformer mask cannot ${rule} ${table}.${column}: by this column newer records are told from older ones.`,
    remedy: `Write \`${column}: keep\` under tables.${table}.`,
  });
}

export function sweepNeeds(table: string, column: string, rule: MaskRule | undefined): ConfigError {
  const how = rule === undefined ? 'masked with what it lies in' : `under the rule ${rule}`;
  return new ConfigError({
    code: 'column_is_needed',
    message: `The source finds deleted rows of ${table} by ranges or values of ${table}.${column}, which cannot be done while that column is ${how}.`,
    remedy: `Write \`${column}: keep\` under tables.${table}.`,
  });
}

/** A pipeline shows all tables before it reads; this is for one that does not. */
export function unseenTable(name: string): FatalError {
  return new FatalError({
    code: 'unknown_table',
    message: `A sweep of the table "${name}" ended, but the transformer mask has not been shown this table.`,
  });
}
