import type { SqlDialect } from '../dialect.js';

/** SQL that brings a text into the form in which claims are compared; NULL where it is none. */
export type Normaliser = (dialect: SqlDialect, text: string) => string;

export const normaliseEmail: Normaliser = (dialect, text) => {
  const email = `lower(trim(${text}))`;
  return `CASE WHEN ${dialect.matches(email, '[^@ ]+@[^@ ]+')} THEN ${email} END`;
};

/** Without scheme, `www.`, path and port; a name needs a point. */
export const normaliseDomain: Normaliser = (dialect, text) => {
  const bare = [
    ['^[a-z]+://', ''],
    ['^www[.]', ''],
    ['[/?#:].*$', ''],
  ].reduce(
    (value, [pattern = '', replacement = '']) => dialect.replaceMatches(value, pattern, replacement),
    `lower(trim(${text}))`,
  );
  return `CASE WHEN ${dialect.matches(bare, '[^ @.]+([.][^ @.]+)+')} THEN ${bare} END`;
};

/** The part behind the @ of an address that is one. */
export const domainOfEmail: Normaliser = (dialect, text) =>
  normaliseDomain(dialect, dialect.replaceMatches(normaliseEmail(dialect, text), '^.*@', ''));

/** Digits, behind a + where the country code is given. */
export const normalisePhone: Normaliser = (dialect, text) => {
  const international = dialect.replaceMatches(`trim(${text})`, '^00', '+');
  const digits = dialect.replaceMatches(international, '[^0-9]', '');
  const sign = `CASE WHEN ${international} LIKE '+%' THEN '+' ELSE '' END`;
  return `CASE WHEN ${dialect.matches(digits, '[0-9]{7,15}')} THEN ${sign} || ${digits} END`;
};

/** Ids are compared as they are. */
export const keepId: Normaliser = (_, text) => text;
