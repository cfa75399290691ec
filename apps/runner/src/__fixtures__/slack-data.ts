import type { SlackEmulator } from './slack.js';

const DAY = 86_400_000;

/** Where messages are, and how many in each. */
export interface SlackSize {
  readonly channels: number;
  readonly messages: number;
  readonly now: number;
}

/** A workspace whose messages are spread over the sixty days before `now`: threads, reactions, files, and a broadcast reply. */
export function fillSlack(slack: SlackEmulator, { channels, messages, now }: SlackSize): void {
  for (const number of [1, 2, 3]) {
    slack.workspace.users.put(`U${number}`, {
      id: `U${number}`,
      name: `user-${number}`,
      updated: 1,
      deleted: false,
    });
  }
  for (let channel = 0; channel < channels; channel += 1) {
    slack.changes.createChannel({
      id: channelId(channel),
      name: `channel-${channel}`,
      created: 1_500_000_000,
      members: [slack.userId, 'U1', 'U2'],
    });
    for (let index = 0; index < messages; index += 1) {
      addMessage(slack, channelId(channel), index, now - DAY - Math.floor((index * 58 * DAY) / messages));
    }
  }
}

function addMessage({ changes }: SlackEmulator, channel: string, index: number, at: number): void {
  const ts = writeTs(at, index);
  const text = `Grüße “${index}” 🚀 <@U2> \\ &amp;`;
  const file = {
    id: `F${channel}${index}`,
    name: `offer-${index}.pdf`,
    created: 1_700_000_000,
    mode: 'hosted',
  };
  changes.post(channel, { ts, user: 'U1', text, ...(index % 9 === 4 && { files: [file] }) });
  if (index % 7 === 3) changes.react(channel, ts, 'tada', 'U2');
  if (index % 10 !== 5) return;
  for (const reply of [1, 2, 3]) {
    const replyTs = writeTs(at + reply * 60_000, index);
    changes.reply(channel, ts, { ts: replyTs, user: 'U2', text: `Reply ${reply}`, broadcast: reply === 2 });
  }
}

export function channelId(index: number): string {
  return `C${String(index).padStart(10, '0')}`;
}

function writeTs(at: number, microseconds: number): string {
  return `${Math.floor(at / 1000)}.${String(microseconds).padStart(6, '0')}`;
}
