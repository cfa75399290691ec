import type { Company, Random } from '@etl/emulator-kit';
import { type Attendee, buildId, type CallPlan, type Stranger } from './call-plan.js';

/** Who took part, linked to HubSpot where the person is known there; and who dialled in, known by a number alone. */
export function buildParties(plan: CallPlan, random: Random): object[] {
  const methods = plan.scheduled === null ? ['Attendee'] : ['Invitee', 'Attendee'];
  return [
    ...plan.attendees.map((attendee) => buildParty(attendee, methods, random.fork(attendee.partyId))),
    ...plan.strangers.map((stranger) => buildStranger(stranger)),
  ];
}

function buildParty(attendee: Attendee, methods: readonly string[], random: Random): object {
  const { person, side } = attendee;
  const isInternal = side === 'Internal';
  return {
    id: attendee.partyId,
    emailAddress: isInternal || random.chance(0.93) ? person.email : null,
    name: `${person.firstName} ${person.lastName}`,
    title: person.title,
    userId: isInternal ? person.ids.gong : null,
    speakerId: attendee.speakerId,
    context: isInternal || random.chance(0.9) ? [buildPartyContext(attendee, random)] : [],
    affiliation: side,
    phoneNumber: person.phone,
    methods,
  };
}

function buildStranger({ partyId, speakerId, phone }: Stranger): object {
  return {
    ...{ id: partyId, emailAddress: null, name: phone, title: null, userId: null, speakerId },
    ...{ context: [], affiliation: 'Unknown', phoneNumber: phone, methods: ['Attendee'] },
  };
}

/** The account and the deal the call is about, as they are now and sometimes as they were then. */
export function buildContext(plan: CallPlan, company: Company, random: Random): object[] {
  if (random.chance(0.08)) return [];
  const { account, deal } = plan;
  const owner = company.employees.find(({ key }) => key === deal.ownerKey);
  const dealObject = {
    objectType: 'Opportunity',
    objectId: deal.ids.hubspot,
    fields: [
      { name: 'dealname', value: deal.name },
      { name: 'amount', value: deal.amount },
      { name: 'dealstage', value: deal.stage },
      { name: 'hs_is_closed', value: deal.stage.startsWith('closed') },
      { name: 'hubspot_owner_id', value: owner?.ids.hubspot ?? null },
    ],
    timing: 'Now',
  };
  const accountObject = {
    objectType: 'Account',
    objectId: account.ids.hubspot,
    fields: [
      { name: 'name', value: account.name },
      { name: 'domain', value: account.domain },
      { name: 'tags', value: [account.industry, account.city] },
    ],
    timing: 'Now',
  };
  const earlier = { ...dealObject, fields: dealObject.fields.slice(0, 2), timing: 'TimeOfCall' };
  const earlierAccount = { ...accountObject, fields: accountObject.fields.slice(0, 1), timing: 'TimeOfCall' };
  const objects = [
    accountObject,
    dealObject,
    earlier,
    ...(random.fork('account').chance(0.5) ? [earlierAccount] : []),
  ];
  return [{ system: 'HubSpot', objects }];
}

function buildPartyContext({ person, side }: Attendee, random: Random): object {
  const objectType = side === 'Internal' ? 'User' : 'Contact';
  const fields = [{ name: 'email', value: person.email.toLowerCase() }];
  const known = { objectType, objectId: person.ids.hubspot, fields, timing: 'Now' };
  const lead = { ...known, objectType: 'Lead', objectId: buildId(random).slice(0, 11) };
  return {
    system: 'HubSpot',
    objects: objectType === 'Contact' && random.chance(0.15) ? [known, lead] : [known],
  };
}
