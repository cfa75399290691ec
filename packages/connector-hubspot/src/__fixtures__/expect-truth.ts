import { expect } from 'vitest';
import type { Account } from './account.js';

/** Whether a table holds exactly the living records, with the values they have now. */
export function expectTruth(account: Account, type: string): void {
  const living = account.emulator.truth.records(type).filter(({ archivedAt }) => archivedAt === undefined);
  const rows = account.rows(type);
  const lost = living.filter(({ id }) => !rows.has(id)).map(({ id }) => id);
  const ids = new Set(living.map(({ id }) => id));
  const surplus = [...rows.keys()].filter((id) => !ids.has(id));
  const wrong = living.flatMap(({ id, properties }) => {
    const found = rows.get(id)?.record.properties as Record<string, unknown> | undefined;
    return found === undefined
      ? []
      : Object.entries(properties)
          .filter(([name, value]) => (found[name] ?? null) !== value)
          .map(([name, value]) => `${id}.${name}: ${String(found[name])}, not ${String(value)}`);
  });
  expect({ lost, surplus, wrong }).toEqual({ lost: [], surplus: [], wrong: [] });
}
