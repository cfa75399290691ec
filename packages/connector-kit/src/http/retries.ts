import { DeferredError, TransientError, type Duration, type EtlError, type Instant } from '@etl/core';
import type { ApiClientOptions, ApiRequest } from './api-types.js';
import type { CallContext } from './call-context.js';
import { quotaOf } from './exchange.js';
import { DEFAULT_RETRY_POLICY, retryDelay, type RetryPolicy } from './retry-policy.js';

/** An attempt that failed in a way that passes. */
export interface Failure {
  readonly error: EtlError;
  /** Everybody on the account has to wait, not only this request. */
  readonly isRateLimit: boolean;
  /** What the vendor asked for. */
  readonly retryAfter?: Duration;
}

/** The retries of one request. */
export class Retries {
  readonly #options: ApiClientOptions;
  readonly #context: CallContext;
  readonly #request: ApiRequest;
  readonly #policy: RetryPolicy;
  readonly #startedAt: Instant;
  readonly #failures: Failure[] = [];

  constructor(options: ApiClientOptions, context: CallContext, request: ApiRequest) {
    this.#options = options;
    this.#context = context;
    this.#request = request;
    this.#policy = { ...DEFAULT_RETRY_POLICY, ...options.retry };
    this.#startedAt = options.dependencies.clock.now();
  }

  /**
   * Waits for the next attempt. A rate limit is waited for in the quota's queue, together with everybody else.
   *
   * @throws TransientError when there is no next attempt; @throws DeferredError when it is too far away.
   */
  async waitAfter(failure: Failure): Promise<void> {
    const { clock, random } = this.#options.dependencies;
    this.#failures.push(failure);
    const delay = retryDelay(this.#policy, this.#failures.length, random, failure.retryAfter);
    if (failure.isRateLimit) quotaOf(this.#options, this.#request).pause(clock.now() + delay);
    if ((failure.retryAfter ?? 0) > this.#policy.maxRetryAfter) throw this.#deferred(failure, delay);
    if (this.#failures.length >= this.#policy.attempts) throw this.#exhausted(failure);
    this.#context.report({
      type: 'retry',
      attempt: this.#failures.length,
      delay,
      reason: describeFailure(failure),
    });
    if (!failure.isRateLimit) await clock.sleep(delay, this.#context.signal);
  }

  #deferred({ error }: Failure, delay: Duration): EtlError {
    const resumeAt = this.#options.dependencies.clock.now() + delay;
    return new DeferredError({
      code: error.code,
      message: `${error.message} The answer asks to come back after ${new Date(resumeAt).toISOString()}.`,
      remedy: 'Run again after that time; what was read so far is kept.',
      resumeAt,
      ...(error.http === undefined ? {} : { http: error.http }),
      cause: error,
    });
  }

  #exhausted({ error }: Failure): EtlError {
    const seconds = Math.round((this.#options.dependencies.clock.now() - this.#startedAt) / 1000);
    const times = this.#failures.length === 1 ? 'once' : `${this.#failures.length} times in ${seconds} s`;
    return new TransientError({
      code: error.code,
      message: `${this.#request.method} ${this.#request.path} failed ${times} (${this.#tally()}). Last: ${error.message}`,
      remedy: error.remedy ?? 'Run again later; what was read so far is kept.',
      ...(error.http === undefined ? {} : { http: error.http }),
      cause: error,
    });
  }

  /** What was tried, in order of first appearance: `server_error 503 ×4, timeout ×2`. */
  #tally(): string {
    const counts = new Map<string, number>();
    for (const failure of this.#failures) {
      const name = describeFailure(failure);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts].map(([name, count]) => `${name} ×${count}`).join(', ');
  }
}

function describeFailure({ error }: Failure): string {
  return error.http?.status === undefined ? error.code : `${error.code} ${error.http.status}`;
}
