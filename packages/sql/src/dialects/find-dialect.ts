import { ConfigError } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { duckDbDialect } from './duckdb-dialect.js';

const DIALECTS: readonly SqlDialect[] = [duckDbDialect];

/**
 * The dialect a destination names in its capabilities.
 *
 * @throws ConfigError when there is none of that name: models cannot be built there.
 */
export function findDialect(name: string): SqlDialect {
  const found = DIALECTS.find((dialect) => dialect.name === name);
  if (found !== undefined) return found;
  throw new ConfigError({
    code: 'unknown_dialect',
    message: `Models cannot be built in this destination: its SQL dialect is "${name}".`,
    remedy: `Take the model transformers out of pipeline.yaml, or use a destination that speaks ${DIALECTS.map((dialect) => dialect.name).join(' or ')}.`,
  });
}
