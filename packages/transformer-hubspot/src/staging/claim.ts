import type { Claim as ClaimOf } from '@etl/sql/models';
import type { ClaimStrength, ClaimType } from '@etl/unified-model';

type ClaimantKind = 'person' | 'organization' | 'opportunity';

/** A claim in the words of the canonical model. */
export type Claim = ClaimOf<ClaimantKind, ClaimType, ClaimStrength>;

/** What the claims of one table's records have in common. */
export type Claimant = Pick<Claim, 'from' | 'claimantKind' | 'claimantId' | 'originType' | 'originId'>;
