import type { Company, Random } from '@etl/emulator-kit';
import type { SlackContext } from '../slack-method.js';
import { buildStranger } from './build-user.js';
import { planChannels } from './channel-plan.js';
import { fillCollections } from './fill-collections.js';
import { generateConversation } from './generate-conversation.js';

/** What generated data is made from. */
export interface BuildTools {
  readonly company: Company;
  /** Nothing is younger; milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
}

/** Fills a workspace with the side that Slack sees of the company every emulator knows. */
export function fillWithCompany(context: SlackContext, tools: BuildTools): void {
  const { company, random } = tools;
  const plans = planChannels(tools);
  const outsiders = new Set(plans.flatMap(({ channel }) => channel.members ?? []));
  for (const contact of company.contacts) {
    if (!outsiders.has(contact.ids.slack)) continue;
    context.workspace.strangers.put(contact.ids.slack, buildStranger(contact));
  }
  for (const plan of plans) {
    context.changes.createChannel(plan.channel);
    generateConversation(context, plan, { ...tools, random: random.fork(plan.channel.id) });
  }
  fillCollections(context, plans, tools);
}
