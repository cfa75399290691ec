import type { Model } from '@etl/sql/models';
import type { UnifiedConfig } from './config.js';
import { identity } from './identity/identity.js';
import { identityLink } from './identity/identity-link.js';
import type { Places } from './places.js';

/** A model comes after those it reads. */
const MODELS: readonly ((places: Places, config: UnifiedConfig) => Model)[] = [identityLink, identity];

/** All models of the transformer, in the order in which they are built. */
export function buildModels(places: Places, config: UnifiedConfig): readonly Model[] {
  return MODELS.map((build) => build(places, config));
}
