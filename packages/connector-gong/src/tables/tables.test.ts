import type { Table } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { startAccount } from '../__fixtures__/account.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { buildCallsTable } from './calls.js';
import { transcriptsTable } from './transcripts.js';
import { answeredScorecardsTable } from './answered-scorecards.js';
import { callOutcomesTable } from './call-outcomes.js';
import { libraryFoldersTable } from './library-folders.js';
import { scorecardsTable } from './scorecards.js';
import { trackersTable } from './trackers.js';
import { usersTable } from './users.js';
import { workspacesTable } from './workspaces.js';
import { activityByDayTable } from './activity-by-day.js';
import { coachingTable } from './coaching.js';
import { flowsTable } from './flows.js';
import { interactionStatsTable } from './interaction-stats.js';
import { libraryCallsTable } from './library-calls.js';
import { logsTable } from './logs.js';
import { manualCrmAssociationsTable } from './manual-crm-associations.js';
import { permissionProfilesTable, permissionProfileUsersTable } from './permission-profiles.js';
import { userSettingsHistoryTable } from './user-settings-history.js';

const callsTable = buildCallsTable({ media: true });
const tables: readonly [string, Table][] = [
  callsTable,
  transcriptsTable,
  usersTable,
  answeredScorecardsTable,
  scorecardsTable,
  trackersTable,
  workspacesTable,
  callOutcomesTable,
  libraryFoldersTable,
  libraryCallsTable,
  interactionStatsTable,
  activityByDayTable,
  permissionProfilesTable,
  permissionProfileUsersTable,
  flowsTable,
  logsTable,
  userSettingsHistoryTable,
  manualCrmAssociationsTable,
  coachingTable,
].map((table) => [table.name, table]);

function valueAt(record: any, path: readonly string[]): unknown {
  return path.reduce<any>((value, key) => value?.[key], record);
}

describe.each(tables)('table %s', (_, table) => {
  it('has one column per name, in snake_case, described by the name Gong gives it', () => {
    const names = table.fields.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const { name, path, description } of table.fields) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(description).toContain(`Gong: ${path.join('.')}. `);
    }
  });

  it('is keyed by columns that hold text', () => {
    for (const key of table.primaryKey) {
      expect(table.fields.find(({ name }) => name === key)?.type).toBe('string');
    }
  });
});

describe('columns', () => {
  it('ids are text, instants are instants, and what people say or are called is personal', () => {
    const ids = tables.flatMap(([, { fields }]) => fields.filter(({ name }) => /(^|_)id$/.test(name)));
    const personal = tables.flatMap(([name, { fields }]) =>
      fields.filter(({ pii }) => pii).map((field) => `${name}.${field.name}`),
    );

    expect(new Set(ids.map(({ type }) => type))).toEqual(new Set(['string']));
    expect(personal).toEqual(
      expect.arrayContaining([
        'calls.title',
        'calls.parties',
        'calls.brief',
        'transcripts.transcript',
        'users.email_address',
      ]),
    );
  });

  it('recordings have columns only when they are asked for, and these do not count as changes', () => {
    const plain = buildCallsTable({ media: false }).fields.map(({ name }) => name);
    const volatile = callsTable.fields.filter((field) => field.volatile).map(({ name }) => name);

    expect(plain).not.toContain('audio_url');
    expect(volatile).toEqual(['audio_url', 'video_url']);
  });

  it('every field of the call’s core stands where Gong sends it', async () => {
    const { clock, stream } = await startAccount({
      empty: false,
      callCount: 30,
      now: Date.parse('2026-02-27'),
    });
    const config = { start_date: '2025-01-01', media: true };

    const run = await runStream(await stream('calls', config), { clock });
    const users = await runStream(await stream('users'), { clock });

    const seen = (table: Table, ids: string[], record: (id: string) => unknown): string[] =>
      table.fields
        .filter(({ path }) => ids.some((id) => valueAt(record(id), path) !== undefined))
        .map(({ name }) => name);
    const missing = (table: Table, names: string[]): string[] =>
      table.fields.map(({ name }) => name).filter((name) => !names.includes(name));
    expect(
      missing(
        callsTable,
        seen(callsTable, run.ids('calls'), (id) => run.record('calls', id)),
      ),
    ).toEqual([]);
    expect(
      missing(
        usersTable,
        seen(usersTable, users.ids('users'), (id) => users.record('users', id)),
      ),
    ).toEqual([]);
  });
});
