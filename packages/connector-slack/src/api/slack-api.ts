import { readPages, type ApiResponse, type CallContext, type Page } from '@etl/connector-kit';
import type { CallSlack } from './call-slack.js';
import { readNextCursor, readPage, type SlackPage } from './page.js';
import type { Quotas } from './quotas.js';

/** The most that Slack gives at once; it asks for less than a thousand. */
const PAGE = 999;

/** What of a conversation is asked for: both ends belong to it. */
export interface MessageRange {
  readonly channel: string;
  /** `ts` of the oldest message. */
  readonly oldest?: string;
  /** `ts` of the latest message. */
  readonly latest?: string;
  readonly cursor?: string | undefined;
}

/** The methods that the streams need. Each call is one request, with its retries. */
export interface SlackApi {
  /** Name of the quota that a method counts against. */
  quotaOf(method: string): string;
  /** `auth.test`: whom the token speaks for. */
  testAuth(context: CallContext): Promise<ApiResponse>;
  /** `team.info`: the workspace. */
  fetchTeam(context: CallContext): Promise<ApiResponse>;
  /** `emoji.list`: what the workspace added. */
  fetchEmoji(context: CallContext): Promise<ApiResponse>;
  /** `users.list`, page by page, in no order. */
  readUsers(context: CallContext): AsyncIterable<Page>;
  /** `users.info`: also of people that no list has. */
  fetchUser(context: CallContext, user: string): Promise<ApiResponse>;
  /** `usergroups.list`: all of them, disabled ones and their members included. */
  fetchUserGroups(context: CallContext): Promise<SlackPage>;
  /** `conversations.list`, page by page. @param types with commas between them. */
  readConversations(context: CallContext, types: string): AsyncIterable<Page>;
  /** `conversations.join`. */
  join(context: CallContext, channel: string): Promise<ApiResponse>;
  /** `conversations.history`: a page of what stands in the channel, newest first. */
  fetchHistory(context: CallContext, range: MessageRange): Promise<SlackPage>;
  /** `conversations.replies`: a page of a thread, its first message first, then oldest first. */
  fetchReplies(context: CallContext, thread: MessageRange & { readonly ts: string }): Promise<SlackPage>;
  /** `conversations.members`, page by page: ids. */
  readMembers(context: CallContext, channel: string): AsyncIterable<Page>;
  /** `pins.list`: all of a conversation. */
  fetchPins(context: CallContext, channel: string): Promise<SlackPage>;
  /** `bookmarks.list`: all of a conversation. */
  fetchBookmarks(context: CallContext, channel: string): Promise<SlackPage>;
}

export function createSlackApi(call: CallSlack, quotas: Quotas): SlackApi {
  const list = async (context: CallContext, method: string, key: string, args: Parameters<CallSlack>[2]) =>
    readPage((await call(context, method, args)).text, key);
  const readAll = (context: CallContext, method: string, key: string, args: Parameters<CallSlack>[2] = {}) =>
    readPages(context, {
      fetchPage: (cursor) => call(context, method, { ...args, limit: PAGE, cursor }),
      itemsPath: [key],
      nextCursor: readNextCursor,
    });
  return {
    quotaOf: (method) => quotas.quotaOf(method).account,
    testAuth: (context) => call(context, 'auth.test', {}),
    fetchTeam: (context) => call(context, 'team.info', {}),
    fetchEmoji: (context) => call(context, 'emoji.list', {}),
    readUsers: (context) => readAll(context, 'users.list', 'members'),
    fetchUser: (context, user) => call(context, 'users.info', { user }),
    fetchUserGroups: (context) =>
      list(context, 'usergroups.list', 'usergroups', {
        include_users: true,
        include_count: true,
        include_disabled: true,
      }),
    readConversations: (context, types) => readAll(context, 'conversations.list', 'channels', { types }),
    join: (context, channel) => call(context, 'conversations.join', { channel }),
    fetchHistory: async (context, range) => {
      const args = { ...range, inclusive: true, include_all_metadata: true, limit: PAGE };
      const page = await list(context, 'conversations.history', 'messages', args);
      quotas.seePage('conversations.history', page.fetched, page.hasMore);
      return page;
    },
    fetchReplies: async (context, thread) => {
      const args = { ...thread, include_all_metadata: true, limit: PAGE };
      const page = await list(context, 'conversations.replies', 'messages', args);
      quotas.seePage('conversations.replies', page.fetched, page.hasMore);
      return page;
    },
    readMembers: (context, channel) => readAll(context, 'conversations.members', 'members', { channel }),
    fetchPins: (context, channel) => list(context, 'pins.list', 'items', { channel }),
    fetchBookmarks: (context, channel) =>
      list(context, 'bookmarks.list', 'bookmarks', { channel_id: channel }),
  };
}
