import type { Deal } from '@etl/emulator-kit';
import type { RecordChanges } from '../objects/record-changes.js';
import type { Properties } from '../objects/record-state.js';
import type { BuildTools } from './build-crm-records.js';
import { buildTimes, ownerId, writeInstant } from './build-crm-records.js';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** What is said and done about a deal. */
type BuildEngagement = (deal: Deal, at: number, tools: BuildTools) => Properties;

const KINDS: Readonly<Record<string, BuildEngagement>> = {
  calls: (deal, _, { random }) => ({
    hs_call_title: `Call about ${deal.name}`,
    hs_call_body: random.pick(['<p>They like it.</p>', '', '<p>“Call me in March”\nthey said</p>']),
    hs_call_direction: random.pick(['INBOUND', 'OUTBOUND']),
    // Milliseconds; telephony adapters send what they like.
    hs_call_duration: random.pick(['1830000', '4.2E5', '0', '93000.5']),
    hs_call_status: random.pick(['COMPLETED', 'BUSY', 'NO_ANSWER']),
  }),
  emails: (deal, _, { random }) => ({
    hs_email_subject: `Re: ${deal.name}`,
    hs_email_text: random.pick(['Thanks!', 'See attached \\ offer', '']),
    hs_email_direction: random.pick(['EMAIL', 'INCOMING_EMAIL']),
    hs_email_status: 'SENT',
  }),
  meetings: (deal, at) => ({
    hs_meeting_title: `${deal.name}: next steps`,
    hs_meeting_start_time: new Date(at).toISOString(),
    hs_meeting_end_time: String(at + 30 * MINUTE),
    hs_meeting_outcome: 'COMPLETED',
  }),
  notes: (deal) => ({ hs_note_body: `<p>${deal.name}: budget is known — ask again.</p>` }),
  tasks: (deal, _, { random }) => ({
    hs_task_subject: `Send offer for ${deal.name}`,
    hs_task_status: random.pick(['NOT_STARTED', 'COMPLETED']),
    hs_task_priority: 'HIGH',
  }),
  communications: (deal) => ({
    hs_communication_channel_type: 'SMS',
    hs_communication_body: `On my way (${deal.name})`,
  }),
};

/** One engagement of every kind for each deal, associated with the deal and its people. */
export function generateEngagements(records: RecordChanges, tools: BuildTools): void {
  const contacts = new Map(tools.company.contacts.map(({ key, ids }) => [key, ids.hubspot]));
  for (const deal of tools.company.deals) {
    for (const [type, build] of Object.entries(KINDS)) {
      const id = createEngagement(type, build, { deal, records, tools });
      records.associate(type, id, 'deals', deal.ids.hubspot);
      for (const key of deal.contactKeys) {
        const contactId = contacts.get(key);
        if (contactId !== undefined) records.associate(type, id, 'contacts', contactId);
      }
    }
  }
}

function createEngagement(
  type: string,
  build: BuildEngagement,
  {
    deal,
    records,
    tools,
  }: { readonly deal: Deal; readonly records: RecordChanges; readonly tools: BuildTools },
): string {
  const { random, now } = tools;
  const at = Math.min(now - 1, deal.createdAt + random.integer(0, 30 * DAY));
  return records.create(type, {
    ...buildTimes(at, tools),
    properties: {
      hs_timestamp: writeInstant(at, random),
      hubspot_owner_id: ownerId(tools),
      ...build(deal, at, tools),
    },
  });
}
