import type { Batch, PartitionState, Stream } from '@etl/core';
import { describe, expect, it } from 'vitest';
import type { FileToZip } from '../../emulator/export/write-zip.js';
import { collect } from '../__fixtures__/collect.js';
import { requestOf } from '../__fixtures__/read-export.js';
import { zipFile } from '../__fixtures__/zip-file.js';
import { lookAtExport } from '../layout/export-file.js';
import { createExportListStreams } from './list-streams.js';

const TYPES = ['public_channel', 'private_channel', 'mpim', 'im'] as const;
const CHANNELS = { name: 'channels.json', content: '[{"id":"C1","name":"general","members":["U1","U2"]}]' };
const DAY = { name: 'general/2025-06-15.json', content: '[]' };
/** A moment of that day at the latest. */
const MADE_AFTER = Date.UTC(2025, 5, 14, 10);

async function streamsOf(files: FileToZip[], types: readonly (typeof TYPES)[number][] = TYPES) {
  const file = await lookAtExport(await zipFile(files));
  const streams = createExportListStreams(file, types);
  return (name: string): Stream => streams.find((stream) => stream.name === name)!;
}

async function read(stream: Stream, state = new Map<string, PartitionState>()): Promise<Batch[]> {
  return (await collect(stream.read(requestOf(state)))) as Batch[];
}

const textsOf = (batches: Batch[]) => batches.flatMap(({ records }) => records.map(({ text }) => text));

describe('the lists of an export', () => {
  it('tell of each conversation what its list says of it, and keep the rest as it stands', async () => {
    const stream = await streamsOf([
      { name: 'channels.json', content: '[ { "id": "C1", "is_private": null } ]' },
      { name: 'groups.json', content: '[{"id":"G1","n":1.0}]' },
      { name: 'dms.json', content: '[{"id":"D1"}]' },
      { name: 'mpims.json', content: '[{"id":"G2"}]' },
    ]);
    expect(textsOf(await read(stream('channels')))).toEqual([
      '{"is_channel":true,"is_im":false,"is_mpim":false, "id": "C1", "is_private": null }',
      '{"is_channel":true,"is_im":false,"is_mpim":false,"is_private":true,"id":"G1","n":1.0}',
      '{"is_channel":false,"is_im":false,"is_mpim":true,"is_private":true,"id":"G2"}',
      '{"is_channel":false,"is_im":true,"is_mpim":false,"is_private":true,"id":"D1"}',
    ]);
  });

  it('leave out kinds of conversations that are not read', async () => {
    const dms = { name: 'dms.json', content: '[{"id":"D1","members":["U1"]}]' };
    const stream = await streamsOf([CHANNELS, dms], ['public_channel']);
    expect(textsOf(await read(stream('channels')))).toHaveLength(1);
    expect(textsOf(await read(stream('channel_members')))).toEqual([
      '{"channel_id":"C1","user_id":"U1"}',
      '{"channel_id":"C1","user_id":"U2"}',
    ]);
  });

  it('hand on what cannot be stored, to become dead letters', async () => {
    const content = '[17,[1],{},{"name":"no id","members":[null]},{"id":"C1","members":"all"}]';
    const stream = await streamsOf([{ name: 'channels.json', content }]);
    const texts = textsOf(await read(stream('channels')));
    expect(texts.slice(0, 3)).toEqual(['17', '[1]', '{}']);
    expect(texts).toHaveLength(5);
    expect(textsOf(await read(stream('channel_members')))).toEqual(['{"user_id":null}']);
  });

  it.each(['users.json', 'org_users.json'])('take people from %s', async (name) => {
    const stream = await streamsOf([CHANNELS, { name, content: '[{"id":"U1"},{"id":"U2"}]' }]);
    expect(textsOf(await read(stream('users')))).toEqual(['{"id":"U1"}', '{"id":"U2"}']);
  });

  it('without people are an error that says so', async () => {
    const stream = await streamsOf([CHANNELS]);
    await expect(read(stream('users'))).rejects.toMatchObject({
      code: 'export_without_users',
      message: expect.stringContaining('neither users.json nor org_users.json') as string,
    });
  });

  it('are read once, and again when another export is newer', async () => {
    const stream = (await streamsOf([CHANNELS, DAY]))('channels');
    const batches = await read(stream);
    expect(batches.at(-1)?.checkpoints).toEqual([
      {
        kind: 'resume',
        partition: '#export',
        value: expect.objectContaining({ made_after: MADE_AFTER }) as object,
      },
    ]);
    const [done] = batches.at(-1)?.checkpoints ?? [];
    const resume = done?.kind === 'resume' ? done.value : null;
    const state = new Map<string, PartitionState>([['#export', { coverage: [], resume }]]);
    expect(await read(stream, state)).toEqual([]);
    expect(stream.plan(requestOf(state))).toEqual([]);
    const newer = (await streamsOf([CHANNELS, { ...DAY, name: 'general/2025-06-16.json' }]))('channels');
    expect(textsOf(await read(newer, state))).toHaveLength(1);
    const older = (await streamsOf([CHANNELS, { ...DAY, name: 'general/2025-06-14.json' }]))('channels');
    expect(await read(older, state)).toEqual([]);
  });

  it.each([
    ['after the export was made', MADE_AFTER, 0],
    ['before it was made', MADE_AFTER - 1, 1],
  ])('stand back behind what the API told %s', async (_name, readAt, expected) => {
    const stream = (await streamsOf([CHANNELS, DAY]))('channels');
    const state = new Map<string, PartitionState>([['', { coverage: [], completed: { channels: readAt } }]]);
    expect(textsOf(await read(stream, state))).toHaveLength(expected);
  });
});
