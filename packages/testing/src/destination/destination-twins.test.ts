import { FatalError } from '@etl/core';
import { describe, expect, test } from 'vitest';
import { DEFECTS } from '../__fixtures__/defective-destinations.js';
import { memoryDriver, type MakeTwin } from '../__fixtures__/memory-driver.js';
import { MORE_DEFECTS } from '../__fixtures__/more-defective-destinations.js';
import { destinationChecks } from './destination-conformance.js';

const TWINS_BY_NAME = { ...DEFECTS, ...MORE_DEFECTS };

/** Each check, a defect that it must find, and what it must say. */
const TWINS: readonly (readonly [check: string, defect: keyof typeof TWINS_BY_NAME, message: RegExp])[] = [
  ['unbalanced_commit_leaves_nothing', 'state_apart', /Coverage after the failed commit/],
  ['zombie_commits_nothing', 'no_fence', /The former owner’s commit went through/],
  ['one_lease_at_a_time', 'shared_lease', /A second lease from another session went through/],
  ['records_are_rebuilt_exactly', 'long_integers', /_etl_record of long_integer/],
  ['records_are_rebuilt_exactly', 'nulls_dropped', /_etl_record of null_value/],
  ['records_are_rebuilt_exactly', 'surrogates_replaced', /_etl_record of lone_surrogate/],
  ['records_are_rebuilt_exactly', 'nul_stripped', /_etl_record of nul/],
  ['large_values_survive', 'long_texts_cut', /10 MB came back changed/],
  ['stale_version_never_replaces', 'stale_versions', /Superseded, updated: expected \[1,0\], found \[0,1\]/],
  ['versions_are_instants', 'text_versions', /Stage, offsets within a commit/],
  ['deletions_are_carried_out', 'deletions_forgotten', /deletions: 1 were told, the receipt has 0/],
  ['deletions_keep_their_place', 'deletions_first', /Live rows/],
  ['deletions_are_carried_out', 'evidence_lost', /does not carry its evidence/],
  ['unbalanced_commit_leaves_nothing', 'unbalanced_sums', /A commit with an item missing went through/],
  [
    'staged_during_commit_waits',
    'stage_leaks_into_commit',
    /Fetched in the first commit: expected 3, found 5/,
  ],
  ['unusable_records_are_kept', 'rejects_dropped', /fetched against what was staged/],
  ['deletion_brake_holds', 'no_brake', /Braked, deleted: expected \[4,0\], found \[0,4\]/],
  ['sweep_survives_interruption', 'sweeps_forgotten', /Live rows/],
  ['sweep_stays_within', 'sweeps_everywhere', /Live rows/],
  ['reset_forgets_what_it_names', 'reset_everything', /Coverage of the other partition/],
  ['reset_forgets_what_it_names', 'reset_nothing', /Coverage of the partition that was reset/],
  ['state_is_the_sum_of_checkpoints', 'partitions_mixed', /State/],
  ['two_leases_two_writers', 'one_fence_a_stream', /lease/],
  ['two_leases_two_writers', 'state_of_the_writer', /What both writers have covered/],
  ['looking_needs_no_run', 'look_sees_nothing', /State that a look shows/],
  ['state_belongs_to_a_stream', 'one_state_for_all', /State of another stream/],
  ['staged_is_not_visible', 'commits_each_batch', /Rows before the first commit/],
  ['volatile_fields_are_no_news', 'volatile_is_news', /Unchanged: expected 1, found 0/],
  ['redelivery_changes_nothing', 'rows_rewritten', /Unchanged, inserted, updated/],
  ['undeclared_table_is_refused', 'unknown_tables_ignored', /went through/],
  ['outcomes_are_recorded', 'outcomes_lost', /Newest outcomes/],
  ['describes_itself', 'misnamed', /The name Memory is not lower-case/],
  ['rows_carry_their_origin', 'origin_lost', /_etl_run_id/],
  ['commits_rise', 'one_commit_number', /Commit 1 follows commit 1|_etl_commit/],
  ['rows_outlive_the_session', 'forgets_at_close', /Rows after connecting anew/],
  ['schemas_are_apart', 'one_schema', /Rows of the first schema/],
  ['stage_files_are_removed', 'files_left', /Files left in the temporary directory/],
  ['rows_and_state_appear_together', 'state_forgotten', /Interval covered after the commit/],
  ['surplus_commit_is_unproven', 'surplus_accepted', /A commit with a record nobody fetched went through/],
  ['work_goes_on_after_a_failed_commit', 'lease_stays_behind', /is being written by run/],
  ['empty_commit_moves_state', 'empty_commit_skipped', /Intervals covered/],
  ['streams_commit_side_by_side', 'commits_lost_side_by_side', /Coverage of the second/],
  ['streams_commit_side_by_side', 'one_commit_number', /Two commits are both numbered 1/],
  ['renewed_lease_is_kept', 'renewal_ignored', /A lease that is renewed in time went through/],
  ['silent_lease_is_taken_over', 'lease_without_end', /Held for ever/],
  ['zombie_commits_nothing_later', 'fence_forgotten', /A commit after the heir has gone went through/],
  ['same_key_in_one_commit', 'first_delivery_wins', /Names: expected/],
  ['changes_update', 'updates_lost', /Updated, unchanged: expected \[1,0\], found \[0,1\]/],
  ['highest_version_wins_in_a_commit', 'stale_versions', /Stage: expected/],
  ['equal_version_last_wins', 'corrections_lost', /Stage within a commit/],
  ['versions_are_numbers', 'numbers_unread', /Amounts/],
  ['deletions_are_counted', 'unknown_deletions_dropped', /deletions: 2 were told, the receipt has 1/],
  ['commit_borders_do_not_matter', 'deletions_first', /Rows of five commits against rows of one/],
  ['deleted_rows_come_back', 'deleted_for_good', /live rows against the table/],
  ['deletions_have_versions', 'deletions_without_version', /Live rows after a late deletion/],
  ['complete_sweep_deletes_unseen', 'sweeps_ignored', /Live rows: expected/],
  ['sweeps_start_empty', 'seen_for_good', /Live rows/],
  ['deletion_brake_lets_go', 'always_braked', /Braked, deleted at 3 of 10/],
  ['complete_forgets_resume', 'resume_kept', /Resume value after the sweep/],
  ['half_a_key_is_no_key', 'half_keys', /Rejected, rows/],
  ['scalars_are_keys', 'long_integers', /Ids: expected/],
  ['strange_keys_are_keys', 'tabs_split', /Inserted: expected 13, found 12/],
  ['columns_hold_what_was_sent', 'integers_rounded', /Column whole of 9007199254740993/],
  ['misfits_leave_a_trace', 'misfits_untraced', /does not name the column/],
  ['spellings_are_understood', 'spellings_ignored', /The instant "1767225600001": expected/],
  ['paths_are_followed', 'paths_flattened', /Column of a path/],
  ['new_column_is_filled', 'columns_start_empty', /Column added later, from the stored record/],
  ['redelivery_after_new_column', 'columns_start_empty', /Column added later/],
  ['deselected_column_harms_nothing', 'rebuilt_tables', /Live rows/],
  ['integer_widens_to_decimal', 'rebuilt_tables', /0 rows with id old/],
  ['integer_widens_to_number', 'rebuilt_tables', /0 rows with id old/],
  ['integer_widens_to_string', 'rebuilt_tables', /0 rows with id old/],
  ['random_history_1', 'deletions_first', /Rows after commit/],
  ['random_history_2', 'stale_versions', /Rows after commit/],
  ['random_history_3', 'rejects_dropped', /fetched against what was staged/],
];

describe('a destination with one defect fails the check that looks for it', () => {
  for (const [name, defect, message] of TWINS) {
    test(`${name} finds ${defect}`, async () => {
      const check = destinationChecks.find((candidate) => candidate.name === name)!;
      const makeTwin: MakeTwin = TWINS_BY_NAME[defect];
      await expect(check.run(memoryDriver(makeTwin))).rejects.toThrow(message);
    });
  }

  test('no check is without a twin', () => {
    const proved = new Set(TWINS.map(([name]) => name));
    const elsewhere = /^killed_after_|^foreign_table_is_left_alone$/;
    const unproved = destinationChecks.map(({ name }) => name).filter((name) => !proved.has(name));
    expect(unproved.filter((name) => !elsewhere.test(name))).toEqual([]);
  });
});

test('evidence may stand beside the rows', async () => {
  const check = destinationChecks.find(({ name }) => name === 'deletions_are_carried_out')!;
  const driver = memoryDriver(() => ({
    show: (rows) => rows.map((row) => ({ ...row, _etl_deletion_evidence: null })),
  }));
  await check.run({ ...driver, readEvidence: async () => ['told gone: p1'] });
  await expect(check.run({ ...driver, readEvidence: async () => [] })).rejects.toThrow(
    /does not carry its evidence/,
  );
});

describe('a table that the toolkit did not make', () => {
  const foreign = new Set<string>();
  const refusing: MakeTwin = () => ({
    options: (options) => {
      const found = options.tables.find(({ name }) => foreign.has(name));
      if (found === undefined) return options;
      throw new FatalError({
        code: 'foreign_table',
        message: `Table ${found.name} was not made by this toolkit.`,
      });
    },
  });
  const check = destinationChecks.find(({ name }) => name === 'foreign_table_is_left_alone')!;
  const withForeignTables = (makeTwin?: MakeTwin) => ({
    ...memoryDriver(makeTwin),
    createForeignTable: async (_session: unknown, _schema: string, table: string) => void foreign.add(table),
  });

  test('is refused', () => check.run(withForeignTables(refusing)));

  test('is found out to be taken over', async () => {
    await expect(check.run(withForeignTables())).rejects.toThrow(/did not make went through/);
  });

  test('is no matter where there can be none', () => {
    expect(check.notApplicable?.(memoryDriver())).toMatch(/Nobody else/);
  });
});
