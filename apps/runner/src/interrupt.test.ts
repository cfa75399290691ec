import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetInterrupts, interruptListeners } from './__fixtures__/forget-interrupts.js';
import { createInterruptSignal } from './interrupt.js';

afterEach(() => {
  forgetInterrupts();
  vi.restoreAllMocks();
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (name) => {
  it('aborts and says so; a second one ends the process', () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as any);
    const told: string[] = [];
    const signal = createInterruptSignal((message) => told.push(message));

    for (const listener of interruptListeners(name)) listener(name);
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toEqual(new Error('Interrupted by the user.'));
    expect(told).toEqual(['Stopping: committing what is complete. Press Ctrl-C again to stop at once.']);
    expect(exit).not.toHaveBeenCalled();

    for (const listener of interruptListeners(name)) listener(name);
    expect(exit).toHaveBeenCalledWith(130);
  });
});
