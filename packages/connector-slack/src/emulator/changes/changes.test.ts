import { describe, expect, it } from 'vitest';
import { ask, start } from '../__fixtures__/ask.js';

const C = 'C0000000001';

async function startChannel() {
  const { emulator } = await start();
  emulator.changes.createChannel({ id: C });
  const message = async () => (await ask(emulator, 'conversations.history', { channel: C })).json.messages[0];
  return { emulator, changes: emulator.changes, message };
}

describe('what people do', () => {
  it('writes messages with a ts of their own, even in one instant', async () => {
    const { changes } = await startChannel();
    const written = Array.from({ length: 5 }, () => changes.post(C, { text: 'x' }));
    expect(new Set(written).size).toBe(5);
    expect(written).toEqual(written.toSorted());
    expect(written[0]).toMatch(/^\d{10}\.\d{6}$/);
  });

  it('marks what is edited, and forgets what stood there', async () => {
    const { changes, message } = await startChannel();
    const ts = changes.post(C, { text: 'before', user: 'U1' });
    changes.edit(C, ts, { text: 'after' });
    expect(await message()).toMatchObject({
      ts,
      text: 'after',
      edited: { user: 'U1', ts: expect.any(String) },
    });
  });

  it('counts reactions, and names some of those who reacted', async () => {
    const { emulator, changes, message } = await startChannel();
    const ts = changes.post(C, { text: 'x' });
    for (let index = 0; index < 60; index += 1) changes.react(C, ts, 'tada', `U${index}`);
    changes.react(C, ts, 'eyes', 'U1');
    const { reactions } = await message();
    expect(reactions.map(({ name, count, users }: any) => [name, count, users.length])).toEqual([
      ['tada', 60, 50],
      ['eyes', 1, 1],
    ]);
    expect(emulator.truth.reactions()).toHaveLength(2);
    changes.unreact(C, ts, 'eyes', 'U1');
    for (let index = 0; index < 60; index += 1) changes.unreact(C, ts, 'tada', `U${index}`);
    expect((await message()).reactions).toBeUndefined();
  });

  it('archives, renames, leaves and deletes channels', async () => {
    const { emulator, changes, message } = await startChannel();
    changes.archive(C);
    expect(await message()).toMatchObject({ subtype: 'channel_archive' });
    changes.unarchive(C);
    changes.updateChannel(C, { name: 'renamed' });
    const { json } = await ask(emulator, 'conversations.list');
    expect(json.channels[0]).toMatchObject({ name: 'renamed', is_archived: false });
    changes.leave(C, emulator.userId);
    expect((await ask(emulator, 'conversations.history', { channel: C })).json.error).toBe('not_in_channel');
    changes.deleteChannel(C);
    expect(emulator.truth.channels()).toEqual([]);
  });

  it('is an error where there is nothing to do it to', async () => {
    const { emulator, changes } = await startChannel();
    expect(() => changes.post('C9', {})).toThrow('There is no channel C9');
    expect(() => {
      changes.edit(C, '1.1', {});
    }).toThrow('There is no message 1.1');
    expect(() => {
      emulator.updateUser('U9', {});
    }).toThrow('There is no user U9');
  });
});
