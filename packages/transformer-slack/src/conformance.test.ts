import { modelConformance } from '@etl/testing';
import { canonicalModels } from '@etl/unified-model';
import { channel, group, member, message, team, ts, USERS } from './__fixtures__/records.js';
import { openWarehouse } from './__fixtures__/warehouse.js';
import { transformer } from './index.js';

modelConformance({
  plugin: transformer,
  source: 'slack',
  // Slack knows no deals.
  published: canonicalModels.filter(({ name }) => name !== 'opportunity'),
  steps: ['day_talk', 'message_fact', 'object_name', 'own_workspace'],
  open: openWarehouse,
  records: {
    messages: [
      message(ts(1), 'Hello <@U2>', { thread_ts: ts(1), reply_count: 1 }),
      message(ts(2), 'Hi', { thread_ts: ts(1), user: 'U2' }),
      message(ts(3), 'On the side.'),
    ],
    users: USERS,
    channels: [channel('C1', 'general', { is_ext_shared: true, connected_team_ids: ['T2'] })],
    user_groups: [group('S1', 'sales')],
    channel_members: [member('C1', 'U1')],
    team: [team()],
  },
});
