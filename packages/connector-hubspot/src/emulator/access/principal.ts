import { HubspotRefusal } from '../errors/hubspot-refusal.js';

/** Who asks, and what it may. `undefined` scopes: everything. */
export interface Principal {
  readonly kind: 'private-app' | 'oauth';
  readonly scopes: ReadonlySet<string> | undefined;
}

/** @throws HubspotRefusal 403 that names what is missing. */
export function requireScopes({ scopes }: Principal, needed: readonly string[]): void {
  if (scopes === undefined) return;
  const missing = needed
    .map((alternatives) => alternatives.split('|'))
    .filter((alternatives) => !alternatives.some((scope) => scopes.has(scope)))
    .flat();
  if (missing.length === 0) return;
  throw new HubspotRefusal(
    403,
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      category: 'MISSING_SCOPES',
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: missing },
        },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}
