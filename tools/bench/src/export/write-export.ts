/**
 * Writes an export as Slack writes it: one folder a channel, one file a day, JSON with spaces and escaped slashes. Arguments: ZIP
 * file, channels, messages in each.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeZip, type FileToZip } from '@etl/connector-slack/emulator';
import { reportUse } from '../loading/report-use.ts';

const DAY = 86_400;
const DAYS = 365;
/** 2025-01-01T00:00:00Z, in seconds. */
const START = 1_735_689_600;
const WORDS = Array.from({ length: 4096 }, (_, index) =>
  ((index * 2_654_435_761) % 2 ** 32).toString(36).slice(0, 6),
);
/** So many words take about 1,000 bytes of a ZIP. */
const WORDS_IN_MESSAGE = 205;

const [path = '', channels, messagesPerChannel] = process.argv.slice(2);
const started = performance.now();
await pipeline(
  Readable.from(writeZip(exportFiles(Number(channels), Number(messagesPerChannel)))),
  createWriteStream(path),
);
reportUse(started);

function* exportFiles(channels: number, messagesPerChannel: number): Generator<FileToZip> {
  const list = Array.from({ length: channels }, (_, channel) => ({
    id: `C${String(channel).padStart(10, '0')}`,
    name: `channel-${channel}`,
    created: START,
    members: ['U0000000001'],
  }));
  yield { name: 'channels.json', content: JSON.stringify(list) };
  yield { name: 'users.json', content: '[{"id":"U0000000001","name":"one","updated":1735689600}]' };
  for (const [channel, { name }] of list.entries()) yield* channelFiles(channel, name, messagesPerChannel);
}

function* channelFiles(channel: number, name: string, messages: number): Generator<FileToZip> {
  let day = -1;
  let ofDay: object[] = [];
  for (let number = 0; number < messages; number += 1) {
    const second = Math.floor((number * DAYS * DAY) / messages);
    if (Math.floor(second / DAY) !== day && ofDay.length > 0) {
      yield dayFile(name, day, ofDay);
      ofDay = [];
    }
    day = Math.floor(second / DAY);
    ofDay.push(buildMessage(channel * messages + number, START + second));
  }
  yield dayFile(name, day, ofDay);
}

function dayFile(folder: string, day: number, messages: readonly object[]): FileToZip {
  const date = new Date((START + day * DAY) * 1000).toISOString().slice(0, 10);
  const content = JSON.stringify(messages, undefined, 4).replaceAll('/', '\\/');
  return { name: `${folder}/${date}.json`, content };
}

function buildMessage(number: number, second: number): object {
  let seed = (number * 2_654_435_761) % 2 ** 32;
  const words = Array.from({ length: WORDS_IN_MESSAGE }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[seed >>> 20] ?? '';
  });
  return {
    user: 'U0000000001',
    type: 'message',
    ts: `${second}.${String(number % 1_000_000).padStart(6, '0')}`,
    client_msg_id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    text: words.join(' '),
    team: 'T0000000001',
    user_team: 'T0000000001',
    source_team: 'T0000000001',
    user_profile: { real_name: 'One', display_name: 'one', image_72: 'https://example.com/one/72.png' },
    ...(number % 10 === 0 && { reactions: [{ name: 'tada', users: ['U0000000001'], count: 1 }] }),
  };
}
