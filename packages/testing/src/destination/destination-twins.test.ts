import { describe, expect, test } from 'vitest';
import { DEFECTS } from '../__fixtures__/defective-destinations.js';
import { memoryDriver } from '../__fixtures__/memory-driver.js';
import { wrapDestination } from '../__fixtures__/wrap-destination.js';
import { destinationChecks } from './destination-conformance.js';

/** Each defect, the check that must find it, and what that check must say. */
const TWINS: Readonly<Record<keyof typeof DEFECTS, readonly [check: string, message: RegExp]>> = {
  state_apart: ['unbalanced_commit_leaves_nothing', /Coverage after the failed commit/],
  no_fence: ['zombie_commits_nothing', /The former owner’s commit went through/],
  shared_lease: ['one_lease_at_a_time', /A second lease from another session went through/],
  long_integers: ['records_are_rebuilt_exactly', /_etl_record of long_integer/],
  nulls_dropped: ['records_are_rebuilt_exactly', /_etl_record of null_value/],
  surrogates_replaced: ['records_are_rebuilt_exactly', /_etl_record of lone_surrogate/],
  nul_stripped: ['records_are_rebuilt_exactly', /_etl_record of nul/],
  long_texts_cut: ['large_values_survive', /10 MB came back changed/],
  stale_versions: ['stale_version_never_replaces', /Superseded, updated: expected \[1,0\], found \[0,1\]/],
  text_versions: ['versions_are_instants', /Stage, offsets within a commit/],
  deletions_forgotten: ['deletions_are_carried_out', /deletions: 1 were told, the receipt has 0/],
  deletions_first: ['deletions_keep_their_place', /Live rows/],
  evidence_lost: ['deletions_are_carried_out', /does not carry its evidence/],
  unbalanced_sums: ['unbalanced_commit_leaves_nothing', /A commit with an item missing went through/],
  stage_leaks_into_commit: ['staged_during_commit_waits', /Fetched in the first commit: expected 3, found 5/],
  rejects_dropped: ['unusable_records_are_kept', /fetched against what was staged/],
  no_brake: ['deletion_brake_holds', /Braked, deleted: expected \[4,0\], found \[0,4\]/],
  sweeps_forgotten: ['sweep_survives_interruption', /Live rows/],
  sweeps_everywhere: ['sweep_stays_within', /Live rows/],
  reset_everything: ['reset_forgets_what_it_names', /Coverage of the other partition/],
  reset_nothing: ['reset_forgets_what_it_names', /Coverage of the partition that was reset/],
  partitions_mixed: ['state_is_the_sum_of_checkpoints', /State/],
  one_state_for_all: ['state_belongs_to_a_stream', /State of another stream/],
  commits_each_batch: ['staged_is_not_visible', /Rows before the first commit/],
  volatile_is_news: ['volatile_fields_are_no_news', /Unchanged: expected 1, found 0/],
  rows_rewritten: ['redelivery_changes_nothing', /Unchanged, inserted, updated/],
  unknown_tables_ignored: ['undeclared_table_is_refused', /went through/],
  outcomes_lost: ['outcomes_are_recorded', /Newest outcomes/],
};

describe('a destination with one defect fails the check that looks for it', () => {
  for (const [defect, [name, message]] of Object.entries(TWINS)) {
    test(`${defect} fails ${name}`, async () => {
      const check = destinationChecks.find((candidate) => candidate.name === name)!;
      const spoiled = DEFECTS[defect as keyof typeof DEFECTS]();
      await expect(check.run(memoryDriver((honest) => wrapDestination(honest, spoiled)))).rejects.toThrow(
        message,
      );
    });
  }
});
