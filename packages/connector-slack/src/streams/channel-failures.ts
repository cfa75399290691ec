import {
  ConfigError,
  FatalError,
  isDeferredError,
  isMissingScopeError,
  toEtlError,
  TransientError,
  type Batch,
  type EtlError,
  type PartitionFailure,
  type ReadRequest,
  type StreamItem,
} from '@etl/core';
import { concernsConversation } from '../api/failures.js';
import { nameOf, type Channel } from '../channels/channel.js';

/** After so many conversations in a row that Slack did not answer for, it is down for all of them. */
const FAILURES_IN_A_ROW = 3;

/**
 * Tells what stops one conversation, so that the others go on, and throws what stops them all. A scope is missing for a whole
 * kind of conversation, so no other of its kind is asked for.
 */
export class ChannelFailures {
  readonly #missing = new Map<Channel['type'], EtlError>();
  /** Told only when something else could be read. */
  readonly #withoutScope: PartitionFailure[] = [];
  #wasRead = false;
  #inARow = 0;

  async *isolate(
    { signal }: Pick<ReadRequest, 'signal'>,
    channel: Channel,
    read: () => AsyncIterable<Batch>,
  ): AsyncGenerator<StreamItem> {
    if (this.#lacksScope(channel)) return;
    try {
      yield* read();
      this.#wasRead = true;
      this.#inARow = 0;
    } catch (cause) {
      signal.throwIfAborted();
      const error = toEtlError(cause);
      if (isMissingScopeError(error)) this.#missing.set(channel.type, error);
      if (this.#lacksScope(channel)) return;
      if (this.#stopsAll(error)) throw error;
      yield failureOf(channel, error);
    }
  }

  /**
   * To be read when all conversations were.
   *
   * @throws MissingScopeError when nothing at all could be read for want of one.
   */
  *close(): Generator<StreamItem> {
    const [missing] = this.#missing.values();
    if (missing !== undefined && !this.#wasRead) throw missing;
    yield* this.#withoutScope;
  }

  #lacksScope(channel: Channel): boolean {
    const missing = this.#missing.get(channel.type);
    if (missing === undefined) return false;
    this.#withoutScope.push(failureOf(channel, missing));
    return true;
  }

  #stopsAll(error: EtlError): boolean {
    if (concernsConversation(error)) return false;
    this.#inARow += 1;
    return isDeferredError(error) || error.kind === 'config' || this.#inARow >= FAILURES_IN_A_ROW;
  }
}

export function failureOf(channel: Channel, error: EtlError): PartitionFailure {
  return { kind: 'partition_failure', partition: channel.id, error: withName(error, nameOf(channel)) };
}

/** What Slack refuses does not say for which conversation it was asked. */
function withName(error: EtlError, name: string): EtlError {
  const options = {
    code: error.code,
    message: `${name}: ${error.message}`,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(error.http === undefined ? {} : { http: error.http }),
    cause: error,
  };
  if (error.kind === 'config') return new ConfigError(options);
  return error.kind === 'transient' ? new TransientError(options) : new FatalError(options);
}
