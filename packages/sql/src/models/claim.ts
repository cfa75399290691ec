import type { SqlDialect } from '../dialect.js';
import { quoteText } from '../quote.js';
import type { Normaliser } from './normalise.js';

/**
 * Claims of identity that the rows of one relation make, one a row at most. `Kind`, `Type` and `Strength` are the words of
 * the model that the claims go to.
 */
export interface Claim<
  Kind extends string = string,
  Type extends string = string,
  Strength extends string = string,
> {
  /** The relation with its alias, for a FROM clause. */
  readonly from: string;
  /** SQL condition on its rows; default: all. */
  readonly where?: string;
  readonly claimantKind: Kind;
  /** SQL of the claimant's id. */
  readonly claimantId: string;
  readonly type: Type;
  /** SQL of the system that an id is of. */
  readonly system?: string;
  /** SQL of the kind of object that an id is of. */
  readonly objectType?: string;
  /** SQL of the value as the source writes it. */
  readonly value: string;
  readonly normalise: Normaliser;
  readonly evidence: string;
  readonly strength: Strength;
  readonly isVerified: boolean;
  readonly originType: string;
  /** SQL of the id of the record that says so. */
  readonly originId: string;
  /** SQL of the instant the record speaks of. */
  readonly claimedAt?: string;
}

/** What tells claims apart; their id is a hash of it. */
const KEY = ['claimant_kind', 'claimant_id', 'claim_type', 'system', 'object_type', 'value', 'evidence'];

/** Columns that `selectClaims` gives. */
export const CLAIM_COLUMNS: readonly string[] = [
  'claim_id',
  ...KEY,
  'value_as_sent',
  'strength',
  'is_verified',
  'origin_type',
  'origin_id',
  'claimed_at',
];

/** SELECT of claims with their `claim_id`, each once; values that are none are left out. At least one claim. */
export function selectClaims(dialect: SqlDialect, claims: readonly Claim[]): string {
  const selects = claims.map((claim) => selectClaim(dialect, claim));
  return [
    `SELECT *, ${dialect.hashOf(KEY)} AS claim_id FROM (\n${selects.join('\nUNION ALL\n')}\n) AS claims WHERE value IS NOT NULL`,
    'QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY value_as_sent) = 1',
  ].join('\n');
}

function selectClaim(dialect: SqlDialect, claim: Claim): string {
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
