import { describe, expect, test } from 'vitest';
import { createManualClock } from './manual-clock.js';

describe('a manual clock', () => {
  test('stands still until advanced', () => {
    const clock = createManualClock(1000);
    expect(clock.now()).toBe(1000);
    clock.advance(5);
    expect(clock.now()).toBe(1005);
  });

  test('wakes sleepers when they are due, in order', async () => {
    const clock = createManualClock(0);
    const woken: string[] = [];
    const late = clock.sleep(20).then(() => woken.push('late'));
    const early = clock.sleep(10).then(() => woken.push('early'));
    const never = clock.sleep(21).then(() => woken.push('never'));
    expect(clock.sleepers).toBe(3);
    clock.advance(9);
    expect(clock.sleepers).toBe(3);
    clock.advance(11);
    await Promise.all([early, late]);
    expect(woken).toEqual(['early', 'late']);
    expect(clock.sleepers).toBe(1);
    clock.advance(1);
    await never;
  });

  test('does not wait for nothing', async () => {
    await createManualClock(0).sleep(0);
  });

  test('rejects a sleep with the reason of its abort, and forgets the sleeper', async () => {
    const clock = createManualClock(0);
    const controller = new AbortController();
    const sleeping = clock.sleep(10, controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(clock.sleepers).toBe(0);
    await expect(clock.sleep(10, controller.signal)).rejects.toBe(reason);
  });

  test('moves by itself when it may', async () => {
    const clock = createManualClock(0, { autoAdvance: true });
    clock.autoAdvance = false;
    const other = clock.sleep(50);
    clock.autoAdvance = true;
    await clock.sleep(60);
    await other;
    expect(clock.now()).toBe(60);
  });

  test('rejects a sleep that was aborted while it moved', async () => {
    const clock = createManualClock(0, { autoAdvance: true });
    const controller = new AbortController();
    const sleeping = clock.sleep(60, controller.signal);
    controller.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
  });
});
