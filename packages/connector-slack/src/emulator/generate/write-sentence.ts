import type { ChannelPlan } from './channel-plan.js';
import type { BuildTools } from './fill-with-company.js';
import { buildText } from './write-text.js';

const HUBSPOT_ACCOUNT = 62515;

/** A message about a deal or call, with mentions and links as Slack writes them. */
export function writeSentence(
  { deals, writers, channel }: ChannelPlan,
  { random, company }: BuildTools,
): string {
  const small = buildText(random.integer(0, 2 ** 30));
  if (deals.length === 0) return small;
  const deal = random.pick(deals);
  const contact = company.contacts.find(({ key }) => deal.contactKeys.includes(key));
  const who = contact === undefined ? 'them' : `${contact.firstName} ${contact.lastName}`;
  const record = `https://app.hubspot.com/contacts/${HUBSPOT_ACCOUNT}/record/0-3/${deal.ids.hubspot}`;
  const mail = contact?.email ?? 'sales@halden.example';
  return random.pick([
    small,
    `Had a call with ${who} about *${deal.name}*: the budget is not signed off yet.`,
    `<@${random.pick(writers)}> can you join the call with ${who} tomorrow? :calendar:`,
    `<${record}|${deal.name}> moved to \`${deal.stage}\` :tada:`,
    `${who} wrote from <mailto:${mail}|${mail}> – asks for a second reference &amp; a discount`,
    `Notes of the call are in <#${channel.id}|${channel.name ?? ''}>, see <https://app.gong.io/calls>`,
    `<!here> who owns ${deal.name}?`,
  ]);
}
