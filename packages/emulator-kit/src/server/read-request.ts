import type { IncomingMessage } from 'node:http';
import type { EmulatorRequest } from './exchange.js';

/** Reads the whole request. Route parameters and page faults are added later. */
export async function readRequest(incoming: IncomingMessage, at: number): Promise<EmulatorRequest> {
  const body = await readBody(incoming);
  const target = incoming.url ?? '/';
  const queryStart = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: queryStart < 0 ? target : target.slice(0, queryStart),
    parameters: {},
    query: new URLSearchParams(queryStart < 0 ? '' : target.slice(queryStart + 1)),
    headers: joinHeaders(incoming),
    body,
    remoteAddress: incoming.socket.remoteAddress ?? '',
    at,
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function joinHeaders(incoming: IncomingMessage): Record<string, string> {
  const entries = Object.entries(incoming.headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
