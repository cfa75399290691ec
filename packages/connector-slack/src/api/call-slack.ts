import type { ApiClient, ApiResponse, CallContext } from '@etl/connector-kit';
import { LogLevel, WebClient, type FetchFunction, type Logger } from '@slack/web-api';

/** Arguments of a method; `undefined` is left out. */
export type Arguments = Readonly<Record<string, string | number | boolean | undefined>>;

/** Calls a method of Slack's Web API by its name. Each call is one request, with its retries. */
export type CallSlack = (context: CallContext, method: string, args: Arguments) => Promise<ApiResponse>;

const nothing = (): void => undefined;
/** Whatever the client has to tell is told by the kit, redacted. */
const SILENT: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

type FetchInit = NonNullable<Parameters<FetchFunction>[1]>;

/** What the client is shown of an answer: it would parse it, log it and hand it back as objects. */
const ACCEPTED = '{"ok":true}';

/**
 * Slack's own client on the kit's: it names the method's address, puts the arguments into a form and says who asks; quota,
 * credential, time limit, retries and the meaning of refusals are the kit's. Answers come back as the text that was sent.
 */
export function createCallSlack(client: ApiClient): CallSlack {
  return async (context, method, args) => {
    const exchange = new Exchange(client, context);
    await exchange.run((web) => web.apiCall(method, { ...args }));
    return exchange.answer();
  };
}

/** One call. A client of its own costs some hundredths of a millisecond, and knows whose signal aborts it. */
class Exchange {
  readonly #client: ApiClient;
  readonly #context: CallContext;
  #answer: ApiResponse | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(client: ApiClient, context: CallContext) {
    this.#client = client;
    this.#context = context;
  }

  async run(call: (web: WebClient) => Promise<unknown>): Promise<void> {
    const web = new WebClient(undefined, {
      // Only the part behind it is used: which host is asked is for the kit to know.
      slackApiUrl: '/',
      allowAbsoluteUrls: false,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: SILENT,
      fetch: (url, init) => this.#fetch(String(url), init ?? {}),
    });
    await call(web).catch((error: unknown) => {
      this.#failure ??= { error };
    });
  }

  /** @throws what the kit threw; the client would have wrapped it. */
  answer(): ApiResponse {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#answer === undefined) throw new Error('Slack’s client made no request.');
    return this.#answer;
  }

  async #fetch(path: string, { headers = {}, body }: FetchInit): Promise<Response> {
    try {
      this.#answer = await this.#client.fetch(this.#context, {
        method: 'POST',
        path,
        headers,
        body: requireForm(body),
      });
      return new Response(ACCEPTED);
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }
}

/** Only files go out in another way than as a form, and none is sent. */
function requireForm(body: FetchInit['body']): string {
  if (typeof body === 'string') return body;
  throw new TypeError('Slack’s client wrote the arguments in another way than as a form.');
}
