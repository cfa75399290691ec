import type { SqlDialect } from '@etl/sql';
import type { UnifiedConfig } from '../config.js';
import { isOneOf, realmOf } from '../sql/keys.js';

/** Addresses are compared with one another, whoever made sure of them. */
const COMPARED_TYPE =
  "CASE WHEN c.claim_type IN ('email', 'verified_email') THEN 'email' ELSE c.claim_type END";
const SYSTEM = "coalesce(c.system, '')";
const OBJECT_TYPE = "coalesce(c.object_type, '')";

/** SELECT of the links that a source's claims are. */
export function selectClaimLinks(
  dialect: SqlDialect,
  config: UnifiedConfig,
  rows: string,
  source: string,
): string {
  const realm = realmOf('c.claimant_kind');
  const kindOfId = `${realm} || '/' || c.claim_type || '/' || ${SYSTEM} || '/' || ${OBJECT_TYPE}`;
  const columns = [
    `${source} || '/claim/' || c.claim_id AS link_id`,
    `${realm} || '/' || ${source} || '/' || c.claimant_kind || '/' || c.claimant_id AS node`,
    `${realm} || '/' || ${COMPARED_TYPE} || '/' || ${SYSTEM} || '/' || ${OBJECT_TYPE} || '/' || ${comparedValue(dialect, config)} AS value_node`,
    `${chooseTier(config)} AS tier`,
    `CASE WHEN ${IS_ID} THEN ${kindOfId} END AS identity`,
    `${source} AS source`,
    "'claim' AS told_by",
    'c.claim_id AS source_id',
    ...['claim_type', 'system', 'object_type', 'value'].map((name) => `c.${name}`),
    "CASE WHEN c.claim_type IN ('email', 'verified_email') THEN split_part(c.value, '@', 2) END AS host",
    ...['strength', 'is_verified', 'evidence'].map((name) => `c.${name}`),
    ...['origin_type', 'origin_id', 'claimed_at'].map((name) => `c.${name}`),
  ];
  return `SELECT ${columns.join(', ')}\nFROM ${rows} AS c`;
}

const IS_ID = "c.claim_type IN ('crm_id', 'user_id') AND c.strength = 'exact'";
const IS_PERSON = "c.claimant_kind IN ('person', 'interaction_participant')";

function comparedValue(dialect: SqlDialect, { plus_addressing: plus }: UnifiedConfig): string {
  if (plus === 'distinct') return 'c.value';
  const bare = dialect.replaceMatches('c.value', '[+][^@]*@', '@');
  return `CASE WHEN c.claim_type IN ('email', 'verified_email') THEN ${bare} ELSE c.value END`;
}

/** Exact ids first, then verified addresses, then other addresses and domains; nothing weaker joins. */
function chooseTier(config: UnifiedConfig): string {
  const ids = `WHEN ${IS_ID} THEN CASE WHEN c.claimant_kind = 'interaction_participant' THEN 2 ELSE 1 END`;
  if (config.join_strength === 'exact') return `CASE ${ids} END`;
  const isStrong = "c.strength IN ('exact', 'strong')";
  const mailbox = "split_part(c.value, '@', 1)";
  const host = "split_part(c.value, '@', 2)";
  const isNobodys = `${isOneOf(mailbox, config.shared_mailboxes)} OR ${isOneOf(host, config.service_domains)}`;
  const isShared = isOneOf('c.value', [...config.free_mail_domains, ...config.service_domains]);
  return [
    `CASE ${ids}`,
    `WHEN ${isStrong} AND ${IS_PERSON} AND c.claim_type IN ('email', 'verified_email') AND NOT (${isNobodys})`,
    "THEN CASE WHEN c.claim_type = 'verified_email' AND c.is_verified THEN 3 ELSE 4 END",
    `WHEN ${isStrong} AND c.claimant_kind = 'organization' AND c.claim_type = 'domain' AND NOT (${isShared}) THEN 4 END`,
  ].join('\n');
}
