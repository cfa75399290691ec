import { describe, expect, test } from 'vitest';
import type { ToyDefect } from '../__fixtures__/toy-defect.js';
import { toyDriver } from '../__fixtures__/toy-driver.js';
import { connectorChecks } from './connector-conformance.js';

/** Each defect, the check that must find it, and what that check must say. */
const TWINS: Readonly<Record<ToyDefect, readonly [check: string, message: RegExp]>> = {
  early_checkpoint: ['every_checkpoint_holds', /resumed at once after batch \d+ of \d+, table calls lacks/],
  dropped_last_page: ['everything_arrives', /table calls lacks/],
  text_times: [
    'offsets_are_instants',
    /After a change \(offset\), table calls lacks|After a change \(offset\), stream calls, table calls lacks/,
  ],
  kept_cursor: ['state_outlives_the_day', /resumed a day later after batch \d+ of \d+, failed/],
  swallowed_404: ['refusals_are_errors', /Stream \w+, status 404 after \d+ requests/],
  swallowed_outage: [
    'lasting_faults_are_errors',
    /Stream \w+, status 500 after \d+ requests, table \w+ lacks/,
  ],
  lost_ties: ['ties_are_whole', /lacks/],
  miscounted: ['every_item_is_counted', /items fetched, but/],
  uncounted_filter: ['every_item_is_counted', /items fetched, but/],
  leaky_error: ['errors_keep_secrets', /shows a credential/],
  unredacted: ['redactor_knows_the_secrets', /shows a credential/],
  unmarked_secret: ['secrets_are_marked', /not marked secret/],
  parsed_numbers: ['everything_arrives', /differs at size/],
  no_retry: ['passing_faults_are_survived', /did not survive one status 500/],
  own_timer: ['abort_stops_a_wait', /did not end within/],
  endless_wait: ['long_waits_are_deferred', /Kind of the error/],
  ignores_abort: ['abort_stops_a_request', /did not end within/],
  untold_requests: ['requests_are_told', /Requests that stream \w+ told of/],
  no_look_back: ['late_records_appear', /no look-back/],
  remembers: ['every_checkpoint_holds', /lacks/],
  claims_all: ['since_claims_no_more', /claims/],
  no_sweep: ['deletions_arrive', /does not show/],
  forgets_coverage: ['second_run_changes_nothing', /has not covered/],
  numeric_key: ['streams_are_well_formed', /primary key's column id/],
  claims_future: ['checkpoints_are_plain', /after the run began/],
};

describe('a connector with one defect fails the check that looks for it', () => {
  for (const [defect, [name, message]] of Object.entries(TWINS)) {
    test(`${defect} fails ${name}`, { timeout: 60_000 }, async () => {
      const check = connectorChecks.find((candidate) => candidate.name === name)!;
      const driver = { ...toyDriver(defect as ToyDefect), abortPatience: 300 };
      await expect(check.run(driver)).rejects.toThrow(message);
    });
  }
});
