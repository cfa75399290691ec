import type { ReadRequest, SourceRecord } from '@etl/core';
import { untilAborted } from '@etl/core';
import { restartLost } from '../api/restart-lost.js';
import type { SlackApi } from '../api/slack-api.js';
import { readChannel, type Channel } from './channel.js';

/** All conversations that a token sees. */
export interface ChannelList {
  readonly channels: readonly Channel[];
  /** As Slack wrote them; one that came twice is there twice. */
  readonly records: readonly SourceRecord[];
  /** How many requests it took. */
  readonly pages: number;
}

type ListRequest = Pick<ReadRequest, 'signal' | 'report'>;

/** The conversations, listed once for all streams of a run. A stream that reads again wants to know them anew. */
export class ChannelDirectory {
  readonly #api: SlackApi;
  readonly #types: string;
  #list: Promise<ChannelList> | undefined;
  readonly #users = new Set<string>();

  constructor(api: SlackApi, types: readonly string[]) {
    this.#api = api;
    this.#types = types.join(',');
  }

  /**
   * @param user the stream that asks.
   * @throws as the request; whoever asks next then asks Slack.
   */
  async list(request: ListRequest, user: string): Promise<ChannelList> {
    request.signal.throwIfAborted();
    const known = this.#users.has(user) ? undefined : this.#list;
    if (known === undefined) this.#users.clear();
    this.#users.add(user);
    if (known === undefined) return this.#begin(request);
    try {
      return await untilAborted(known, request.signal);
    } catch (error) {
      request.signal.throwIfAborted();
      // It may have been the other stream's own signal.
      if (this.#list === undefined) return this.#begin(request);
      throw error;
    }
  }

  async #begin(request: ListRequest): Promise<ChannelList> {
    const list = this.#read(request);
    this.#list = list;
    try {
      return await list;
    } catch (error) {
      if (this.#list === list) this.#list = undefined;
      throw error;
    }
  }

  async #read(request: ListRequest): Promise<ChannelList> {
    let count = 0;
    const channels = new Map<string, Channel>();
    const records: SourceRecord[] = [];
    const pages = restartLost('the conversations', () => this.#api.readConversations(request, this.#types));
    for await (const page of pages) {
      count += 1;
      records.push(...page.records);
      for (const record of page.records) {
        const channel = readChannel(record);
        channels.set(channel.id, channel);
      }
    }
    return { channels: [...channels.values()], records, pages: count };
  }
}
