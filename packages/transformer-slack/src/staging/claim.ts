import type { Claim as ClaimOf } from '@etl/sql/models';
import type { ClaimStrength, ClaimType } from '@etl/unified-model';

type ClaimantKind = 'person' | 'organization';

/** A claim in the words of the canonical model. */
export type Claim = ClaimOf<ClaimantKind, ClaimType, ClaimStrength>;
