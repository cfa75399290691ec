import type { Employee, Person } from '@etl/emulator-kit';
import type { JsonObject } from '../workspace/json-object.js';
import { BOT_ID, BOT_USER_ID, TEAM_ID } from '../workspace/workspace.js';

/** The workspace of customers who are in shared channels. */
export const GUEST_TEAM_ID = 'T0CUSTOMER1';

interface UserParts {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly email?: string;
  readonly phone?: string | null;
  readonly title?: string | null;
  readonly updated: number;
}

/** A member of the workspace; who left the company is deleted. */
export function buildEmployee(employee: Employee, index: number): JsonObject {
  const isLead = index === 0;
  return {
    ...buildUser(toParts(employee)),
    team_id: TEAM_ID,
    deleted: !employee.active,
    // Of closed accounts Slack leaves out what it no longer needs.
    ...(employee.active && {
      tz: 'America/Los_Angeles',
      tz_label: 'Pacific Daylight Time',
      tz_offset: -25_200,
      is_admin: isLead,
      is_owner: isLead,
      is_primary_owner: isLead,
      is_restricted: false,
      is_ultra_restricted: false,
      is_email_confirmed: true,
    }),
    is_bot: false,
    is_app_user: false,
  };
}

/** Somebody of another workspace, as a look-up shows them. */
export function buildStranger(person: Person): JsonObject {
  return {
    ...buildUser(toParts(person)),
    team_id: GUEST_TEAM_ID,
    deleted: false,
    is_stranger: false,
    is_bot: false,
    is_app_user: false,
    tz: 'America/Los_Angeles',
  };
}

/** Slack's own bot, and the app's. */
export function buildBots(now: number): readonly JsonObject[] {
  const updated = Math.floor(now / 1000);
  const slackbot = { id: 'USLACKBOT', name: 'slackbot', realName: 'Slackbot', updated: 0 };
  const reader = { id: BOT_USER_ID, name: 'etl-reader', realName: 'ETL Reader', updated };
  return [
    { ...buildUser(slackbot), team_id: TEAM_ID, deleted: false, is_bot: false, is_app_user: false },
    { ...buildBotUser(reader), team_id: TEAM_ID, deleted: false, is_bot: true, is_app_user: false },
  ];
}

function buildBotUser(parts: UserParts): JsonObject {
  const { profile, ...user } = buildUser(parts);
  return { ...user, profile: { ...profile, bot_id: BOT_ID, api_app_id: 'A0ETLREADER' } };
}

function toParts({ ids, firstName, lastName, email, phone, title, createdAt }: Person): UserParts {
  const name = email.split('@', 1)[0]?.toLowerCase() ?? ids.slack;
  const realName = `${firstName} ${lastName}`;
  return { id: ids.slack, name, realName, email, phone, title, updated: Math.floor(createdAt / 1000) };
}

function buildUser({ id, name, realName, email, phone, title, updated }: UserParts) {
  const profile = {
    title: title ?? '',
    phone: phone ?? '',
    skype: '',
    real_name: realName,
    real_name_normalized: realName,
    display_name: '',
    display_name_normalized: '',
    status_text: '',
    status_emoji: '',
    avatar_hash: id.slice(-8).toLowerCase(),
    ...(email !== undefined && { email }),
  };
  return { id, name, real_name: realName, color: '9f69e7', profile, updated };
}
