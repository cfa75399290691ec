import { createEmulator, jsonResponse, type Emulator } from '@etl/emulator-kit';
import type { HttpRequest } from '@etl/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFetchTransport } from './fetch-transport.js';
import { trackTransport } from './tracked-transport.js';

let emulator: Emulator;

beforeAll(async () => {
  const answer = ({ body, headers }: { body: string; headers: Readonly<Record<string, string>> }) =>
    jsonResponse(201, JSON.stringify({ body, header: headers['x-test'] }));
  emulator = await createEmulator({
    routes: [
      { method: 'GET', path: '/echo', handle: answer },
      { method: 'POST', path: '/echo', handle: answer },
    ],
  });
});
afterAll(() => emulator.close());

function request(extra: Partial<HttpRequest> = {}): HttpRequest {
  const signal = new AbortController().signal;
  return {
    method: 'GET',
    url: `${emulator.url}/echo?token=secret`,
    headers: { 'x-test': 'yes' },
    timeout: 5000,
    signal,
    ...extra,
  };
}

describe('the fetch transport', () => {
  const { transport, ...counts } = trackTransport(createFetchTransport());

  test('carries method, headers, body and status', async () => {
    const response = await transport(request({ method: 'POST', body: 'hello' }));
    expect(response.status).toBe(201);
    expect(response.headers['content-type']).toBe('application/json');
    expect(JSON.parse(new TextDecoder().decode(response.body))).toEqual({ body: 'hello', header: 'yes' });
  });

  test.each([{ kind: 'reset-before-headers' }, { kind: 'close-mid-body' }] as const)(
    'tells $kind as a network failure without the query',
    async (fault) => {
      emulator.faults.inject(fault);
      const failure = await transport(request()).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        kind: 'transient',
        code: 'network_failure',
        http: { url: `${emulator.url}/echo` },
      });
      expect(String(failure)).not.toContain('secret');
    },
  );

  test('gives up after the time it was given', async () => {
    emulator.faults.inject({ kind: 'stall' });
    await expect(transport(request({ timeout: 50 }))).rejects.toMatchObject({
      kind: 'transient',
      code: 'timeout',
    });
  });

  test('throws the reason of an abort', async () => {
    const reason = new Error('enough');
    await expect(transport(request({ signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  });

  test('leaves no exchange open', () => {
    expect(counts.open).toBe(0);
  });
});
