import { quoteText, type SqlDialect } from '@etl/sql';
import type { ClaimStrength, ClaimType } from '@etl/unified-model';
import type { Normaliser } from './normalise.js';

/** Claims that the rows of one relation make, one a row at most. */
export interface Claim {
  /** The relation with its alias, for a FROM clause. */
  readonly from: string;
  /** SQL condition on its rows; default: all. */
  readonly where?: string;
  readonly claimantKind: 'person' | 'organization' | 'opportunity' | 'interaction_participant';
  /** SQL of the claimant's id. */
  readonly claimantId: string;
  readonly type: ClaimType;
  /** SQL of the system that an id is of. */
  readonly system?: string;
  /** SQL of the kind of object that an id is of. */
  readonly objectType?: string;
  /** SQL of the value as Gong writes it. */
  readonly value: string;
  readonly normalise: Normaliser;
  readonly evidence: string;
  readonly strength: ClaimStrength;
  readonly isVerified: boolean;
  readonly originType: string;
  /** SQL of the id of the record that says so. */
  readonly originId: string;
  /** SQL of the instant the record speaks of. */
  readonly claimedAt?: string;
}

/** SELECT of claims; values that are none are left out. */
export function selectClaim(dialect: SqlDialect, claim: Claim): string {
  const { string, timestamp } = dialect.columnTypes;
  const columns: Readonly<Record<string, string>> = {
    claimant_kind: quoteText(claim.claimantKind),
    claimant_id: claim.claimantId,
    claim_type: quoteText(claim.type),
    system: claim.system ?? `CAST(NULL AS ${string})`,
    object_type: claim.objectType ?? `CAST(NULL AS ${string})`,
    value: claim.normalise(dialect, claim.value),
    value_as_sent: claim.value,
    evidence: quoteText(claim.evidence),
    strength: quoteText(claim.strength),
    is_verified: claim.isVerified ? 'TRUE' : 'FALSE',
    origin_type: quoteText(claim.originType),
    origin_id: claim.originId,
    claimed_at: claim.claimedAt ?? `CAST(NULL AS ${timestamp})`,
  };
  const selected = Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}`);
  const where = claim.where === undefined ? '' : ` WHERE ${claim.where}`;
  return `SELECT ${selected.join(', ')}\nFROM ${claim.from}${where}`;
}
