import { inspect } from 'node:util';
import { isEtlError } from '@etl/core';

/** What was thrown, in one line for a person. */
export function printFailure(error: unknown): string {
  if (isEtlError(error)) return `${error.name} ${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
}
