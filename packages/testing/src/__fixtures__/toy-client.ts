import {
  ConfigError,
  DeferredError,
  FatalError,
  TransientError,
  type EtlError,
  type ReadRequest,
  type SourceDependencies,
} from '@etl/core';
import type { ToyDefect } from './toy-defect.js';

const ATTEMPTS = 5;
const LONGEST_WAIT = 900_000;

export interface ToyPage {
  readonly items: readonly string[];
  readonly next: string | undefined;
}

interface Exchange {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: number | undefined;
}

type CallContext = Pick<ReadRequest, 'signal' | 'report'>;

/** Requests to the toy vendor, with retries. */
export class ToyClient {
  readonly #config: { readonly endpoint: string; readonly token: string };
  readonly #dependencies: SourceDependencies;
  readonly #defect: ToyDefect | undefined;

  constructor(
    config: { readonly endpoint: string; readonly token: string },
    dependencies: SourceDependencies,
    defect?: ToyDefect,
  ) {
    this.#config = config;
    this.#dependencies = dependencies;
    this.#defect = defect;
    if (defect !== 'unredacted') dependencies.redactor.add(config.token);
  }

  async fetchPage(context: CallContext, path: string, query: Record<string, string>): Promise<ToyPage> {
    const exchange = await this.#fetch(context, `${path}?${new URLSearchParams(query).toString()}`);
    const isNothing = exchange.status === 404 && exchange.text.includes('nothing found');
    if (isNothing || (exchange.status === 404 && this.#defect === 'swallowed_404'))
      return { items: [], next: undefined };
    if (exchange.status >= 500 && this.#defect === 'swallowed_outage') return { items: [], next: undefined };
    return splitPage(exchange.text, this.#defect === 'parsed_numbers');
  }

  async fetchName(context: CallContext): Promise<string> {
    return (JSON.parse((await this.#fetch(context, '/me')).text) as { readonly name: string }).name;
  }

  async #fetch(context: CallContext, path: string): Promise<Exchange> {
    for (let attempt = 1; ; attempt += 1) {
      const exchange = await this.#exchange(context, path);
      if (this.#isAnswer(exchange)) return exchange;
      const error = this.#explain(path, exchange);
      if (error.kind !== 'transient' || attempt >= this.#attempts()) throw error;
      await this.#wait(context, exchange.retryAfter ?? 2 ** attempt * 100);
    }
  }

  #isAnswer(exchange: Exchange): boolean {
    if (exchange.status === 404) return this.#isTakenForNothing(exchange);
    if (exchange.status >= 500) return this.#defect === 'swallowed_outage';
    return exchange.status < 300 && exchange.text.startsWith('{');
  }

  #attempts(): number {
    return this.#defect === 'no_retry' ? 1 : ATTEMPTS;
  }

  #isTakenForNothing(exchange: Exchange): boolean {
    return this.#defect === 'swallowed_404' || exchange.text.includes('nothing found');
  }

  async #wait(context: CallContext, delay: number): Promise<void> {
    if (this.#defect === 'own_timer')
      await new Promise((resolve) => setTimeout(resolve, Math.min(delay, 20_000)));
    else await this.#dependencies.clock.sleep(delay, context.signal);
  }

  async #exchange({ signal, report }: CallContext, path: string): Promise<Exchange> {
    const { clock, transport } = this.#dependencies;
    const url = `${this.#config.endpoint}${path}`;
    signal.throwIfAborted();
    const begun = clock.now();
    try {
      const response = await transport({
        method: 'GET',
        url,
        headers: { authorization: `Bearer ${this.#config.token}` },
        timeout: 60_000,
        signal: this.#defect === 'ignores_abort' ? new AbortController().signal : signal,
      });
      const { status, body } = response;
      if (this.#defect !== 'untold_requests')
        report({
          type: 'request',
          method: 'GET',
          url,
          status,
          duration: clock.now() - begun,
          bytes: body.byteLength,
        });
      const seconds = response.headers['retry-after'];
      return {
        status,
        text: new TextDecoder().decode(body),
        retryAfter: seconds === undefined ? undefined : Number(seconds) * 1000,
      };
    } catch {
      signal.throwIfAborted();
      return { status: 599, text: '', retryAfter: undefined };
    }
  }

  #explain(path: string, { status, text, retryAfter }: Exchange): EtlError {
    const body = this.#defect === 'leaky_error' ? text : this.#dependencies.redactor.redact(text);
    const options = {
      code: `http_${status}`,
      message: `GET ${path} was answered with ${status}.`,
      http: { method: 'GET', url: `${this.#config.endpoint}${path}`, status, body },
    };
    if (status === 401 || status === 403) return new ConfigError({ ...options, remedy: 'Check token.' });
    const wait = this.#defect === 'endless_wait' ? 0 : (retryAfter ?? 0);
    if (wait > LONGEST_WAIT) {
      return new DeferredError({ ...options, resumeAt: this.#dependencies.clock.now() + wait });
    }
    return mayPass(status) ? new TransientError(options) : new FatalError(options);
  }
}

function mayPass(status: number): boolean {
  return status >= 500 || status === 429 || status < 300;
}

/** Items stand next to each other in the toy's pages, so their own text can be cut out. */
function splitPage(text: string, parses: boolean): ToyPage {
  const page = JSON.parse(text) as { readonly items: readonly unknown[]; readonly next?: string };
  const list = text.slice(text.indexOf('[') + 1, text.lastIndexOf(']'));
  const items = list === '' ? [] : list.split(/(?<=\}),(?=\{)/);
  return { items: parses ? page.items.map((item) => JSON.stringify(item)) : items, next: page.next };
}
