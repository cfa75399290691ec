import type { Account, Deal } from '@etl/emulator-kit';
import type { NewChannel } from '../changes/channel-changes.js';
import type { JsonObject } from '../workspace/json-object.js';
import { BOT_USER_ID, TEAM_ID } from '../workspace/workspace.js';
import { GUEST_TEAM_ID } from './build-user.js';
import type { BuildTools } from './fill-with-company.js';

/** A conversation to come. */
export interface ChannelPlan {
  readonly channel: NewChannel;
  /** Ids of those who write. */
  readonly writers: readonly string[];
  /** What is talked about. */
  readonly deals: readonly Deal[];
  /** Top-level messages. */
  readonly messages: number;
}

const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const HOUSE = [
  { name: 'general', is_general: true, topic: 'Company-wide announcements', messages: 40 },
  { name: 'random', messages: 40 },
  { name: 'sales', topic: 'Deals, wins & losses', messages: 60 },
  { name: 'product-feedback', messages: 30 },
  { name: 'deal-desk', is_private: true, topic: 'Discounts', messages: 30 },
  { name: 'launch-2024', is_archived: true, messages: 20 },
] as const;

/** Channels of the house, one for each customer, one shared with the first customer, and what people write to the bot. */
export function planChannels(tools: BuildTools): ChannelPlan[] {
  const { company } = tools;
  const staff = company.employees.map(({ ids }) => ids.slack);
  const present = company.employees.filter(({ active }) => active).map(({ ids }) => ids.slack);
  const house = HOUSE.map(({ messages, ...object }) => ({
    channel: buildChannel(object, [...staff, BOT_USER_ID], tools),
    writers: staff,
    deals: company.deals,
    messages,
  }));
  const [first] = company.accounts;
  return [
    ...house,
    ...company.accounts.map((account) => planAccountChannel(account, tools)),
    ...(first === undefined ? [] : [planSharedChannel(first, tools)]),
    ...planDirectMessages(present, tools),
  ];
}

function planAccountChannel(account: Account, tools: BuildTools): ChannelPlan {
  const deals = tools.company.deals.filter(({ accountKey }) => accountKey === account.key);
  const owners = tools.company.employees.filter(({ key }) => deals.some(({ ownerKey }) => ownerKey === key));
  const writers = [...new Set([...owners, ...tools.random.sample(tools.company.employees, 3)])].map(
    ({ ids }) => ids.slack,
  );
  const name = `acct-${slugOf(account)}`;
  const purpose = { value: `Everything about ${account.name}`, creator: writers[0], last_set: 1_700_000_000 };
  return {
    channel: buildChannel({ name, purpose }, [...writers, BOT_USER_ID], tools),
    writers,
    deals,
    messages: 20,
  };
}

/** Slack Connect: the customer's people are in the channel and not in the workspace. */
function planSharedChannel(account: Account, tools: BuildTools): ChannelPlan {
  const plan = planAccountChannel(account, tools);
  const guests = tools.company.contacts.filter(({ accountKey }) => accountKey === account.key);
  const writers = [...plan.writers, ...guests.map(({ ids }) => ids.slack)];
  const shared = {
    name: `ext-${slugOf(account)}`,
    is_shared: true,
    is_ext_shared: true,
    connected_team_ids: [GUEST_TEAM_ID],
    shared_team_ids: [TEAM_ID, GUEST_TEAM_ID],
  };
  return {
    ...plan,
    channel: buildChannel(shared, [...writers, BOT_USER_ID], tools),
    writers,
    messages: 40,
  };
}

function planDirectMessages(people: readonly string[], tools: BuildTools): ChannelPlan[] {
  const [one, two] = people;
  if (one === undefined || two === undefined) return [];
  const { random } = tools;
  const group = { is_mpim: true, is_private: true, name: 'mpdm-etl--reader--team-1' };
  return [
    {
      channel: {
        id: `D${random.text(CAPITALS, 10)}`,
        is_im: true,
        user: one,
        members: [one, BOT_USER_ID],
      },
      writers: [one],
      deals: [],
      messages: 5,
    },
    {
      channel: buildChannel(group, [one, two, BOT_USER_ID], tools),
      writers: [one, two],
      deals: [],
      messages: 5,
    },
  ];
}

function buildChannel(
  { topic, ...object }: JsonObject,
  members: readonly string[],
  { random }: BuildTools,
): NewChannel {
  return {
    id: `C${random.text(CAPITALS, 10)}`,
    created: 1_600_000_000,
    ...(members[0] !== undefined && { creator: members[0] }),
    ...object,
    ...(topic !== undefined && { topic: { value: topic, creator: members[0], last_set: 1_700_000_000 } }),
    members,
  };
}

function slugOf({ name }: Account): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
