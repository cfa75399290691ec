import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorClock } from '../clock.js';
import type { Faults } from '../faults/fault-plan.js';
import { createFaultPlan } from '../faults/fault-plan.js';
import { systemClock } from '../system-clock.js';
import type { Admit, RenderError } from './answer-request.js';
import { answerRequest, renderPlainError } from './answer-request.js';
import { deliverResponse } from './deliver-response.js';
import type { RecordedRequest, Route } from './exchange.js';
import { buildRouteFinder } from './find-route.js';
import { readRequest } from './read-request.js';
import { createRequestLog } from './request-log.js';

/** Node itself would refuse long addresses at 16 KiB; how a vendor refuses them is the emulator's to say. */
const LONGEST_HEAD = 128 * 1024;

export interface EmulatorOptions {
  readonly routes: readonly Route[];
  /** Default: the machine's clock. */
  readonly clock?: EmulatorClock;
  /** Runs before every route that exists; throws `Refusal` to turn the request away. */
  readonly admit?: Admit;
  /** Words refusals as the vendor does; default `{"error": message}`. */
  readonly renderError?: RenderError;
  /** Sends gzip to clients that accept it; default false. */
  readonly compress?: boolean | undefined;
  /** Default 0: any free port. */
  readonly port?: number | undefined;
}

/** A running HTTP server on 127.0.0.1 that plays a vendor. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Every request so far, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  clearRequests(): void;
  readonly faults: Faults;
  /** Cuts open connections and frees the port. Can be called again. */
  close(): Promise<void>;
}

/**
 * Starts an emulator.
 *
 * @throws Error when the port is taken.
 */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const clock = options.clock ?? systemClock;
  const log = createRequestLog();
  const faults = createFaultPlan();
  const answering = {
    findRoute: buildRouteFinder(options.routes),
    admit: options.admit ?? (() => undefined),
    renderError: options.renderError ?? renderPlainError,
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming, clock.now());
    const setStatus = log.record(request);
    const { response, misfortune } = await answerRequest(request, faults, answering);
    const fault = misfortune.delivery;
    if (fault?.kind !== 'reset-before-headers') setStatus(response.status);
    await deliverResponse(response, outgoing, { gzip: wantsGzip(request.headers, options), fault });
  };
  const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (incoming, outgoing) => {
    // A client that leaves while it sends is no failure of the emulator.
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: log.entries,
    clearRequests: () => {
      log.clear();
    },
    faults,
    close: () => closeServer(server),
  };
}

function wantsGzip(headers: Readonly<Record<string, string>>, options: EmulatorOptions): boolean {
  return options.compress === true && (headers['accept-encoding'] ?? '').includes('gzip');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
