import { afterEach, describe, expect, it, vi } from 'vitest';
import { processIo } from './process-io.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the process as commands see it', () => {
  it('writes to its streams, tells the time, and leaves its exit code without leaving', () => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const before = process.exitCode;

    processIo.out('to stdout');
    processIo.err('to stderr');
    processIo.exit(4);
    const after = process.exitCode;
    process.exitCode = before;

    expect(out).toHaveBeenCalledWith('to stdout');
    expect(err).toHaveBeenCalledWith('to stderr');
    expect(after).toBe(4);
    expect(processIo.now()).toBeGreaterThan(Date.UTC(2026, 0, 1));
    expect(processIo.environment).toBe(process.env);
  });
});
