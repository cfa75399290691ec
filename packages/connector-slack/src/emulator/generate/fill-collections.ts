import type { SlackContext } from '../slack-method.js';
import { TEAM_ID } from '../workspace/workspace.js';
import type { ChannelPlan } from './channel-plan.js';
import type { BuildTools } from './fill-with-company.js';

const CREATED = 1_650_000_000;

/** User groups, emoji, and a pin and a bookmark of every tenth channel. */
export function fillCollections(
  context: SlackContext,
  plans: readonly ChannelPlan[],
  { company }: BuildTools,
): void {
  const { workspace } = context;
  const creator = company.employees[0]?.ids.slack ?? 'USLACKBOT';
  const staff = company.employees.filter(({ active }) => active).map(({ ids }) => ids.slack);
  const groups = [
    { id: 'S0SALES00', handle: 'sales', name: 'Sales', users: staff, date_delete: 0 },
    { id: 'S0PILOT00', handle: 'pilot', name: 'Pilot team', users: [], date_delete: CREATED + 1000 },
  ];
  for (const { users, ...group } of groups) {
    workspace.userGroups.put(group.id, {
      ...group,
      team_id: TEAM_ID,
      is_usergroup: true,
      description: '',
      is_external: false,
      date_create: CREATED,
      date_update: CREATED,
      created_by: creator,
      users,
      // Slack writes a text here.
      user_count: String(users.length),
    });
  }
  workspace.emoji.put('halden', ['halden', 'https://emoji.slack-edge.com/T0HALDEN1/halden/a1b2.png']);
  workspace.emoji.put('ship_it', ['ship_it', 'alias:rocket']);
  for (const [index, plan] of plans.entries()) {
    if (index % 10 === 0) pinAndBookmark(context, plan, creator);
  }
}

function pinAndBookmark(
  { workspace }: SlackContext,
  { channel: { id, name } }: ChannelPlan,
  creator: string,
): void {
  const channel = workspace.channels.get(id);
  const [oldest] = channel?.log.channel.ascending('') ?? [];
  if (channel === undefined || oldest === undefined) return;
  const { ts, body } = oldest;
  channel.pins.put(ts, {
    type: 'message',
    channel: id,
    created: CREATED,
    created_by: creator,
    message: { ...body, ts, pinned_to: [id] },
  });
  const bookmarkId = `Bk${id.slice(1)}`;
  channel.bookmarks.put(bookmarkId, {
    id: bookmarkId,
    channel_id: id,
    title: `Account plan of ${name ?? id}`,
    link: 'https://halden.example/plans',
    emoji: ':pushpin:',
    icon_url: '',
    type: 'link',
    entity_id: null,
    date_created: CREATED,
    date_updated: 0,
    rank: 'i',
    last_updated_by_user_id: creator,
    last_updated_by_team_id: TEAM_ID,
    shortcut_id: null,
    app_id: null,
  });
}
