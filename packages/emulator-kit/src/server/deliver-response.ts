import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { DeliveryFault } from '../faults/fault.js';
import { insertInvalidByte } from '../faults/spoil-text.js';
import type { EmulatorResponse } from './exchange.js';

/** What goes over the wire. */
interface Payload {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface DeliveryOptions {
  readonly gzip: boolean;
  readonly fault?: DeliveryFault | undefined;
}

/** Sends an answer, spoiled as the fault demands. Resolves when the last byte is handed to the socket. */
export async function deliverResponse(
  response: EmulatorResponse,
  outgoing: ServerResponse,
  options: DeliveryOptions,
): Promise<void> {
  const payload = encode(response, options);
  switch (options.fault?.kind) {
    case 'reset-before-headers':
      outgoing.socket?.resetAndDestroy();
      return;
    case 'close-mid-body':
      await sendHalf(payload, outgoing);
      outgoing.socket?.destroy();
      return;
    case 'stall':
      await sendHalf(payload, outgoing);
      return;
    case 'slow-body':
      await sendSlowly(payload, outgoing, options.fault);
      return;
    default:
      sendWhole(payload, outgoing);
  }
}

const GZIP_FAULTS = new Set(['truncated-gzip']);
const CUTTING_FAULTS = new Set(['truncated-gzip', 'truncated-body']);

function encode(response: EmulatorResponse, { gzip, fault }: DeliveryOptions): Payload {
  const kind = fault?.kind ?? '';
  const compress = gzip || GZIP_FAULTS.has(kind);
  const plain = Buffer.from(response.body ?? '');
  const spoiled = kind === 'invalid-utf8' ? insertInvalidByte(plain) : plain;
  const encoded = compress ? gzipSync(spoiled, { level: 1 }) : spoiled;
  return {
    status: response.status,
    headers: { ...response.headers, ...(compress && { 'content-encoding': 'gzip' }) },
    body: CUTTING_FAULTS.has(kind) ? firstHalf(encoded) : encoded,
  };
}

function firstHalf(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

function startBody(payload: Payload, outgoing: ServerResponse): void {
  outgoing.writeHead(payload.status, { ...payload.headers, 'content-length': payload.body.length });
}

function sendWhole(payload: Payload, outgoing: ServerResponse): void {
  startBody(payload, outgoing);
  outgoing.end(payload.body);
}

async function sendHalf(payload: Payload, outgoing: ServerResponse): Promise<void> {
  startBody(payload, outgoing);
  await write(outgoing, firstHalf(payload.body));
}

async function sendSlowly(
  payload: Payload,
  outgoing: ServerResponse,
  pace: { readonly chunkBytes: number; readonly pauseMilliseconds: number },
): Promise<void> {
  startBody(payload, outgoing);
  for (let sent = 0; sent < payload.body.length && !outgoing.destroyed; sent += pace.chunkBytes) {
    await write(outgoing, payload.body.subarray(sent, sent + pace.chunkBytes));
    // The open socket keeps the process alive; a pause must not outlive it.
    await pause(pace.pauseMilliseconds, undefined, { ref: false });
  }
  outgoing.end();
}

/** A client that has gone away is not an error of the server. */
function write(outgoing: ServerResponse, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    outgoing.write(chunk, () => {
      resolve();
    });
  });
}
