import type { EmulatorRequest } from '@etl/emulator-kit';
import type { HubspotContext } from '../hubspot-endpoint.js';
import type { ObjectStore } from '../objects/object-store.js';

/** A parameter of the path; routes without it do not exist. */
export function pathPart({ parameters }: EmulatorRequest, name: string): string {
  return parameters[name] ?? '';
}

/** Records of the type that `{type}` names. @throws HubspotRefusal 400 when there is none. */
export function requestedStore(request: EmulatorRequest, { objects }: HubspotContext): ObjectStore {
  return objects.get(pathPart(request, 'type'));
}

/** What reading records of the type named in the path needs. */
export function scopesOfType(request: EmulatorRequest, context: HubspotContext): readonly string[] {
  return requestedStore(request, context).type.scopes;
}
