import type { Principal } from '../access/authorize.js';
import { isObject, omit, type JsonObject } from '../workspace/json-object.js';

/** A user as the caller sees them: addresses need a scope of their own. */
export function renderUser(user: JsonObject, { scopes }: Principal): JsonObject {
  if (scopes.has('users:read.email') || !isObject(user.profile)) return user;
  return { ...user, profile: omit(user.profile, 'email') };
}
