import { createHash } from 'node:crypto';
import { canonicalJson, parseJson } from '@etl/core/json';

const HASH_LENGTH = 32;

/**
 * 32 hexadecimal digits over JSON texts, alike for alike values however they are written; a text that is missing differs
 * from one that is null.
 */
export function hashTexts(texts: readonly (string | undefined)[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text === undefined ? '-' : canonical(text)).update('\n');
  return hash.digest('hex').slice(0, HASH_LENGTH);
}

function canonical(text: string): string {
  try {
    return canonicalJson(parseJson(text));
  } catch {
    // What is no JSON becomes a dead letter whatever its hash is.
    return text;
  }
}
