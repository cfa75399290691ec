import type { CanonicalModel } from './canonical-model.js';
import { optional, required } from './column.js';

/**
 * What a claim's value is.
 *
 * - `crm_id`: id of an object in a CRM; `system` and `object_type` say in which and of what kind.
 * - `user_id`: id of a user or owner in the system that `system` names.
 * - `verified_email`: an address that the source makes sure of: it signs people in with it, or asked for its confirmation.
 * - `email`: an address somebody wrote down, or that an invitation was sent to.
 * - `domain`: internet domain of an organization.
 * - `phone`: phone number.
 */
export type ClaimType = 'crm_id' | 'user_id' | 'verified_email' | 'email' | 'domain' | 'phone';

/**
 * How much a shared value says. `exact`: the same record. `strong`: the same person or organization, save for mistakes.
 * `medium`: probably. `weak`: together with other evidence only.
 */
export type ClaimStrength = 'exact' | 'strong' | 'medium' | 'weak';

/**
 * Evidence of who somebody is. Two claimants that claim the same `claim_type`, `system`, `object_type` and `value` may be
 * one; how strongly, the weaker of the two claims says. A source publishes claims and draws no conclusion.
 *
 * `value` is normalised, so that equal means equal:
 *
 * - `crm_id`, `user_id`: the id's own text, nothing changed.
 * - `verified_email`, `email`: lower case, without space around it, one `@` with something on both sides.
 * - `domain`: lower case, without scheme, `www.`, path and port.
 * - `phone`: digits, with a leading `+` where the country code is given (`00` is written `+`); at least seven digits.
 *
 * A user of a CRM is a `crm_id` of object type `user`, whatever the CRM calls it; where it has several ids (HubSpot's owner: id,
 * user id, and user id including inactive) each is a claim of its own, for nobody knows which of them another source holds.
 *
 * What cannot be normalised so is no claim. A CRM's ids that were merged into another record are claims of the survivor.
 * Domains of mail providers are claimed like others: whoever resolves identities knows which to leave out.
 */
export const identityClaim: CanonicalModel = {
  name: 'identity_claim',
  description: 'One row per thing that says who a person, organization, opportunity or participant is.',
  primaryKey: ['claim_id'],
  columns: [
    required('claim_id', 'string', 'Hash of claimant, claim type, system, object type, value and evidence.'),
    required('source', 'string', 'Name of the source in the configuration.'),
    required(
      'claimant_kind',
      'string',
      '`person`, `organization`, `opportunity` or `interaction_participant`.',
    ),
    required('claimant_id', 'string', 'Id of the claimant in the model of that name.'),
    required('claim_type', 'string', '`crm_id`, `user_id`, `verified_email`, `email`, `domain` or `phone`.'),
    optional(
      'system',
      'string',
      'For ids: the system they are of, lower case, e.g. `hubspot`, `gong`, `slack`.',
    ),
    optional(
      'object_type',
      'string',
      'For crm_id: `contact`, `lead`, `user`, `account` or `opportunity`, or the CRM’s own word.',
    ),
    required('value', 'string', 'The value, normalised.'),
    required('value_as_sent', 'string', 'The value as the source writes it.'),
    required('evidence', 'string', 'Where it stands in the record, e.g. `parties[].emailAddress`.'),
    required('strength', 'string', '`exact`, `strong`, `medium` or `weak`.'),
    required('is_verified', 'boolean', 'Whether the source makes sure that the value is the claimant’s.'),
    required('origin_type', 'string', 'record_type of the record that says so.'),
    required('origin_id', 'string', 'record_id of the record that says so.'),
    optional(
      'claimed_at',
      'timestamp',
      'The instant the record speaks of, e.g. the beginning of a call; NULL: now.',
    ),
  ],
};
