import { afterEach, describe, expect, it } from 'vitest';
import { forgetInterrupts, interruptListeners } from './__fixtures__/forget-interrupts.js';
import { createRecordingIo } from './__fixtures__/recording-io.js';
import { runCli } from './cli.js';

afterEach(forgetInterrupts);

/** Lets the emulator run until it has said how to reach it, asks it once, and interrupts it. */
async function visit(...args: string[]) {
  const io = createRecordingIo();
  let told: () => void;
  const running = new Promise<void>((resolve) => (told = resolve));
  const out = (text: string): void => {
    io.out(text);
    told();
  };
  const ended = runCli({ ...io, out }, ['sandbox', '--source', ...args]);
  await running;
  const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(io.stdout())?.[0] ?? '';
  const { status } = await fetch(`${endpoint}/v2/users`);
  for (const listener of interruptListeners('SIGINT')) listener('SIGINT');
  await ended;
  return { io, endpoint, status };
}

describe('etl sandbox', () => {
  it('tells people how to reach the emulator, and stops it when interrupted', async () => {
    const { io, endpoint, status } = await visit('gong');
    expect(io.stdout()).toBe(
      'The gong emulator is running. Its connector reaches it with\n' +
        `  api_endpoint: ${endpoint}\n  api_token: gong-key:gong-secret\n` +
        '  requests_per_second: 10000\n  requests_per_day: 1000000000\nCtrl-C stops it.\n',
    );
    expect(status).toBe(401);
    expect(io.exitCode()).toBe(0);
    await expect(fetch(endpoint)).rejects.toThrow();
  });

  it('tells programs the same as JSON, and knows packages by their full name', async () => {
    const { io, endpoint } = await visit('@etl/connector-gong', '--json');
    expect(JSON.parse(io.stdout())).toMatchObject({
      type: 'sandbox',
      source: '@etl/connector-gong',
      config: { api_endpoint: endpoint, api_token: 'gong-key:gong-secret' },
    });
  });
});
