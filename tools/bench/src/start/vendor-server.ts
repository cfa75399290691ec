import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A vendor that hears requests and answers none: what is timed ends when the first arrives. */
export class VendorServer {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<VendorServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new VendorServer(server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Milliseconds from the start of a Node process until its first request is here. */
  async timeFirstRequest(parameters: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
    const start = performance.now();
    const child = spawn(process.execPath, parameters, { env: environment, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const heard = once(this.#server, 'request').then(() => performance.now() - start);
    const milliseconds = await Promise.race([heard, ended.then(() => undefined)]);
    if (milliseconds === undefined) throw new Error(`${parameters.join(' ')} ended without a request.`);
    child.kill('SIGKILL');
    await ended;
    return milliseconds;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
