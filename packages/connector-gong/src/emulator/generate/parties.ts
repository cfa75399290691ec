import type { Company, Random } from '@etl/emulator-kit';
import type { Attendee, CallPlan } from './call-plan.js';

/** Who took part, linked to HubSpot where the person is known there. */
export function buildParties(plan: CallPlan): object[] {
  return plan.attendees.map((attendee) => {
    const { person, side } = attendee;
    return {
      id: attendee.partyId,
      emailAddress: person.email,
      name: `${person.firstName} ${person.lastName}`,
      title: person.title,
      userId: side === 'Internal' ? person.ids.gong : null,
      speakerId: attendee.speakerId,
      context: [buildPartyContext(attendee)],
      affiliation: side,
      phoneNumber: person.phone,
      methods: plan.scheduled === null ? ['Attendee'] : ['Invitee', 'Attendee'],
    };
  });
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
  return [{ system: 'HubSpot', objects: [accountObject, dealObject, earlier] }];
}

function buildPartyContext({ person, side }: Attendee): object {
  const objectType = side === 'Internal' ? 'User' : 'Contact';
  const fields = [{ name: 'email', value: person.email.toLowerCase() }];
  return {
    system: 'HubSpot',
    objects: [{ objectType, objectId: person.ids.hubspot, fields, timing: 'Now' }],
  };
}
