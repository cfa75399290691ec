import type { SlackMethod } from '../slack-method.js';
import { conversationsHistory } from './conversations-history.js';
import { conversationsInfo } from './conversations-info.js';
import { conversationsJoin } from './conversations-join.js';
import { conversationsList, usersConversations } from './conversations-list.js';
import { conversationsMembers } from './conversations-members.js';
import { conversationsReplies } from './conversations-replies.js';
import { authTest, emojiList, teamInfo, usergroupsList } from './directory.js';
import { bookmarksList, pinsList } from './pins-and-bookmarks.js';
import { usersInfo } from './users-info.js';
import { usersList } from './users-list.js';

/** The methods that are served. */
export const METHODS: readonly SlackMethod[] = [
  authTest,
  conversationsList,
  usersConversations,
  conversationsHistory,
  conversationsReplies,
  conversationsMembers,
  conversationsInfo,
  conversationsJoin,
  usersList,
  usersInfo,
  usergroupsList,
  teamInfo,
  emojiList,
  pinsList,
  bookmarksList,
];
