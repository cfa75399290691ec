import { Refusal } from '@etl/emulator-kit';

/** Who asks, and what it may. `undefined` scopes: everything. */
export interface Principal {
  readonly scopes: ReadonlySet<string> | undefined;
}

/** @throws Refusal 403 naming the scope that is missing. */
export function requireScopes(principal: Principal, needed: readonly string[]): void {
  const missing = needed.find((scope) => principal.scopes?.has(scope) === false);
  if (missing === undefined) return;
  throw new Refusal(403, `Access denied: the credentials lack the scope ${missing}`);
}
