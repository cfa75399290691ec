import { quoteText } from '@etl/sql';
import {
  keepId,
  normaliseDomain,
  normaliseEmail,
  normalisePhone,
  selectFields,
  type ModelContext,
} from '@etl/sql/models';
import { property } from '../sql/property.js';
import type { Claim, Claimant } from './claim.js';
import { splitList } from './split-list.js';

interface Kind {
  readonly table: string;
  readonly type: string;
  readonly claimantKind: Claim['claimantKind'];
  /** The canonical word for its ids. */
  readonly objectType: string;
  readonly properties: readonly string[];
}

const MERGED = 'hs_merged_object_ids';

const CONTACTS: Kind = {
  table: 'contacts',
  type: 'contact',
  claimantKind: 'person',
  objectType: 'contact',
  properties: ['email', 'hs_additional_emails', 'phone', 'mobilephone', MERGED],
};
const COMPANIES: Kind = {
  table: 'companies',
  type: 'company',
  claimantKind: 'organization',
  objectType: 'account',
  properties: ['domain', 'website', 'hs_additional_domains', 'phone', MERGED],
};
const DEALS: Kind = {
  table: 'deals',
  type: 'deal',
  claimantKind: 'opportunity',
  objectType: 'opportunity',
  properties: [MERGED],
};

/** What contacts, companies and deals say of who they are, as far as they are loaded. */
export function recordClaims(context: ModelContext): readonly Claim[] {
  return [CONTACTS, COMPANIES, DEALS]
    .filter(({ table }) => context.has(table))
    .flatMap((kind) => {
      const relation = selectRecords(context, kind);
      return [...idClaims(context, kind, relation), ...valueClaims(context, kind, relation)];
    });
}

function selectRecords({ dialect, rows }: ModelContext, { table, properties }: Kind): string {
  const fields = properties.map((name) => property(name, 'string'));
  const from = `${rows(table)} AS records`;
  return `(\n${selectFields({ dialect, from, keep: ['origin_type', 'origin_id'], json: 'record', fields })}\n)`;
}

function claimant({ type, claimantKind }: Kind, from: string): Claimant {
  return {
    from: `${from} AS r`,
    claimantKind,
    claimantId: `'${type}:' || r.origin_id`,
    originType: type,
    originId: 'r.origin_id',
  };
}

/** Its own id, and those of records that were merged into it. */
function idClaims(context: ModelContext, kind: Kind, relation: string): readonly Claim[] {
  const id = {
    type: 'crm_id',
    system: "'hubspot'",
    objectType: quoteText(kind.objectType),
    normalise: keepId,
    strength: 'exact',
    isVerified: true,
  } as const;
  return [
    { ...claimant(kind, relation), ...id, value: 'r.origin_id', evidence: 'id' },
    {
      ...claimant(kind, splitList(context, relation, MERGED)),
      ...id,
      value: 'r.value',
      evidence: `properties.${MERGED}`,
    },
  ];
}

/** How a property is a claim; of a list each part is one. */
const VALUES = {
  email: { type: 'email', normalise: normaliseEmail, strength: 'strong', isList: false },
  hs_additional_emails: { type: 'email', normalise: normaliseEmail, strength: 'strong', isList: true },
  phone: { type: 'phone', normalise: normalisePhone, strength: 'medium', isList: false },
  mobilephone: { type: 'phone', normalise: normalisePhone, strength: 'medium', isList: false },
  domain: { type: 'domain', normalise: normaliseDomain, strength: 'strong', isList: false },
  website: { type: 'domain', normalise: normaliseDomain, strength: 'medium', isList: false },
  hs_additional_domains: { type: 'domain', normalise: normaliseDomain, strength: 'strong', isList: true },
} as const;

function valueClaims(context: ModelContext, kind: Kind, relation: string): readonly Claim[] {
  return Object.entries(VALUES)
    .filter(([name]) => kind.properties.includes(name))
    .map(([name, { isList, ...claim }]) => ({
      ...claimant(kind, isList ? splitList(context, relation, name) : relation),
      ...claim,
      value: isList ? 'r.value' : `r.${name}`,
      evidence: `properties.${name}`,
      isVerified: false,
    }));
}
