import type { CanonicalRow, Load } from './warehouse.js';

type Strength = 'exact' | 'strong' | 'medium' | 'weak';

/** What a record says of who it is, in short: `crm:contact:1`, `user:7`, `verified:a@b.example`, `email:…`, `phone:…`. */
export type Said = string;

const SYSTEM = 'crm';

/** A claim as a source publishes it. */
export function claim(kind: string, id: string, said: Said, strength?: Strength): CanonicalRow {
  const [word = '', ...rest] = said.split(':');
  const value = rest.at(-1) ?? '';
  const forms: Readonly<Record<string, object>> = {
    crm: { claim_type: 'crm_id', system: SYSTEM, object_type: rest[0], strength: 'exact', is_verified: true },
    user: { claim_type: 'user_id', system: rest[0], strength: 'exact', is_verified: true },
    verified: { claim_type: 'verified_email', strength: 'strong', is_verified: true },
    email: { claim_type: 'email', strength: 'strong', is_verified: false },
    phone: { claim_type: 'phone', strength: 'medium', is_verified: false },
    domain: { claim_type: 'domain', strength: 'strong', is_verified: false },
    website: { claim_type: 'domain', strength: 'medium', is_verified: false },
  };
  return {
    claim_id: `${kind} ${id} ${said}`,
    claimant_kind: kind,
    claimant_id: id,
    value,
    value_as_sent: value,
    evidence: word,
    origin_type: kind,
    origin_id: id,
    ...forms[word],
    ...(strength === undefined ? {} : { strength }),
  };
}

/** A person's record with what it says. */
export function person(id: string, ...said: readonly Said[]): Load {
  const [type = '', number = ''] = id.split(':');
  const email = said.find((one) => /^(verified|email):/.test(one))?.split(':')[1];
  return {
    person: [{ person_id: id, record_type: type, record_id: number, full_name: `Person ${number}`, email }],
    identity_claim: said.map((one) => claim('person', id, one)),
  };
}

export function organization(id: string, ...said: readonly Said[]): Load {
  const [type = '', number = ''] = id.split(':');
  const domain = said.find((one) => /^(domain|website):/.test(one))?.split(':')[1];
  return {
    organization: [
      { organization_id: id, record_type: type, record_id: number, name: `Company ${number}`, domain },
    ],
    identity_claim: said.map((one) => claim('organization', id, one)),
  };
}

export function opportunity(id: string, row: object = {}, ...said: readonly Said[]): Load {
  const [type = '', number = ''] = id.split(':');
  return {
    opportunity: [
      { opportunity_id: id, record_type: type, record_id: number, name: `Deal ${number}`, ...row },
    ],
    identity_claim: said.map((one) => claim('opportunity', id, one)),
  };
}

export interface Attendee {
  readonly name?: string;
  readonly person?: string;
  readonly internal?: boolean;
  readonly said?: readonly Said[];
}

/** An interaction with its participants, numbered from 1. */
export function interaction(id: string, row: object, ...attendees: readonly Attendee[]): Load {
  const [type = '', number = ''] = id.split(':');
  const participants = attendees.map((attendee, index) => ({ ...attendee, id: `${id}#${index + 1}` }));
  return {
    interaction: [{ interaction_id: id, record_type: type, record_id: number, kind: 'call', ...row }],
    interaction_participant: participants.map(
      ({ id: participant, name, person: record, internal, said }) => ({
        participant_id: participant,
        interaction_id: id,
        person_id: record,
        name,
        email: said?.find((one) => one.startsWith('email:'))?.slice('email:'.length),
        is_internal: internal,
      }),
    ),
    identity_claim: participants.flatMap(({ id: participant, said = [] }) =>
      said.map((one) => claim('interaction_participant', participant, one)),
    ),
  };
}

export function association(
  from: readonly [string, string],
  to: readonly [string, string],
  row: object = {},
): Load {
  return {
    association: [
      {
        association_id: [...from, ...to].join(' '),
        from_kind: from[0],
        from_id: from[1],
        to_kind: to[0],
        to_id: to[1],
        relation: 'belongs_to',
        timing: 'now',
        origin_type: from[0],
        origin_id: from[1],
        ...row,
      },
    ],
  };
}

/** Several loads as one. */
export function together(...loads: readonly Load[]): Load {
  const names = new Set(loads.flatMap((load) => Object.keys(load)));
  return Object.fromEntries([...names].map((name) => [name, loads.flatMap((load) => load[name] ?? [])]));
}
