import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { writeZip } from '../emulator/export/write-zip.js';
import { openMessages, requestOf } from './__fixtures__/read-export.js';
import { temporaryFolder } from './__fixtures__/zip-file.js';
import { readMessages } from './messages/read-messages.js';

const MESSAGES_IN_PIECE = 500;
const PIECES = 400;
const FILLING = 'lorem ipsum dolor sit amet, '.repeat(35);
const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** About 200 MB in one day file, made while it is written. */
async function* largeDay(): AsyncGenerator<Buffer> {
  const messages = Array.from({ length: MESSAGES_IN_PIECE }, (_, index) => {
    const ts = `1750000000.${String(index).padStart(6, '0')}`;
    return JSON.stringify({ ts, text: `${(index * 2_654_435_761).toString(36)} ${FILLING}` });
  });
  const piece = Buffer.from(messages.join(','));
  for (let count = 0; count < PIECES; count += 1) {
    yield Buffer.from(count === 0 ? '[' : ',');
    yield piece;
  }
  yield Buffer.from(']');
}

describe('a day file of 200 MB', () => {
  it('is read in pieces: little of it is held at any time', async () => {
    const path = join(temporaryFolder(), 'export.zip');
    const channels = { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' };
    const files = [channels, { name: 'general/2025-06-15.json', content: largeDay() }];
    await pipeline(Readable.from(writeZip(files)), createWriteStream(path));
    const messages = await openMessages(path);
    collectGarbage();
    const before = retained();
    let [count, characters, largestBatch, mostRetained] = [0, 0, 0, 0];
    for await (const item of readMessages(messages, requestOf(new Map()))) {
      if (item.kind !== 'batch') throw item.error;
      const length = item.records.reduce((sum, { text }) => sum + text.length, 0);
      if (Math.floor(count / 20_000) < Math.floor((count + item.records.length) / 20_000)) {
        collectGarbage();
        mostRetained = Math.max(mostRetained, retained() - before);
      }
      count += item.records.length;
      characters += length;
      largestBatch = Math.max(largestBatch, length);
    }
    expect(count).toBe(MESSAGES_IN_PIECE * PIECES);
    expect(characters).toBeGreaterThan(200 * MEGABYTE);
    expect(largestBatch).toBeLessThan(4 * MEGABYTE);
    expect(mostRetained).toBeLessThan(20 * MEGABYTE);
  }, 60_000);
});

function retained(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
