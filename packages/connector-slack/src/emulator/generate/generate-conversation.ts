import type { Random } from '@etl/emulator-kit';
import type { SlackContext } from '../slack-method.js';
import type { JsonObject } from '../workspace/json-object.js';
import { writeTimestamp } from '../workspace/timestamp.js';
import { BOT_ID } from '../workspace/workspace.js';
import { buildFile } from './build-file.js';
import type { ChannelPlan } from './channel-plan.js';
import type { BuildTools } from './fill-with-company.js';
import { writeSentence } from './write-sentence.js';
import { toBlocks } from './write-text.js';

const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;
const SPAN = 120 * DAY;
const EMOJI = ['+1', 'tada', 'eyes', 'white_check_mark', 'halden', '+1::skin-tone-3'] as const;

/** Fills a conversation with messages of the 120 days before `now`: threads, reactions, files, bots, edits and deletions. */
export function generateConversation({ changes }: SlackContext, plan: ChannelPlan, tools: BuildTools): void {
  const { random, now } = tools;
  const { channel, messages, writers } = plan;
  const times = spreadTimes(messages, now, random);
  for (const [index, at] of times.entries()) {
    const ts = writeTs(at, random);
    changes.post(channel.id, { ts, ...buildMessage(index, plan, tools, ts) });
    if (random.chance(0.15)) changes.react(channel.id, ts, random.pick(EMOJI), random.pick(writers));
    // Nobody can answer that somebody joined.
    if (index % 6 === 2 && index % 20 !== 0) addThread(changes, plan, { rootTs: ts, at, tools });
  }
}

/** Every sort of message comes in turn. */
function buildMessage(index: number, plan: ChannelPlan, tools: BuildTools, ts: string): JsonObject {
  const { random } = tools;
  const user = random.pick(plan.writers);
  const text = writeSentence(plan, tools);
  const plain = { user, text, blocks: toBlocks(text, index), client_msg_id: `${plan.channel.id}-${index}` };
  switch (index % 20) {
    case 0:
      return { subtype: 'channel_join', user, text: `<@${user}> has joined the channel` };
    case 7:
      return {
        subtype: 'bot_message',
        bot_id: BOT_ID,
        username: 'Deal Bot',
        text: writeSentence(plan, tools),
      };
    case 9:
      return { ...plain, files: [buildFile(plan.channel.id, index, { user, ts })], upload: false };
    case 11:
      return { ...plain, edited: { user, ts: `${ts.slice(0, 10)}.900000` } };
    default:
      return plain;
  }
}

function addThread(
  changes: SlackContext['changes'],
  plan: ChannelPlan,
  { rootTs, at, tools }: { readonly rootTs: string; readonly at: number; readonly tools: BuildTools },
): void {
  const { random, now } = tools;
  const { id } = plan.channel;
  const latest = Math.min(now - 1, at + 2 * DAY);
  const times = Array.from({ length: random.integer(1, 6) }, () => random.integer(at + 1, latest));
  const replies = times
    .sort((left, right) => left - right)
    .map((time) =>
      changes.reply(id, rootTs, {
        ts: writeTs(time, random),
        user: random.pick(plan.writers),
        text: writeSentence(plan, tools),
        broadcast: random.chance(0.1),
      }),
    );
  const [first] = replies;
  if (random.chance(0.1)) changes.remove(id, rootTs);
  else if (first !== undefined && random.chance(0.3)) {
    changes.react(id, first, random.pick(EMOJI), random.pick(plan.writers));
  }
}

/** Ascending, the youngest within the last hours. */
function spreadTimes(count: number, now: number, random: Random): number[] {
  return Array.from({ length: count }, () => now - HOUR - random.integer(0, SPAN)).sort(
    (left, right) => left - right,
  );
}

function writeTs(at: number, random: Random): string {
  return writeTimestamp(at * 1000 + random.integer(0, 999));
}
