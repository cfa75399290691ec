import { describe, expect, test } from 'vitest';
import { SPOILED_CONNECTORS } from '../__fixtures__/spoiled-connectors.js';
import { createToyConnector } from '../__fixtures__/toy-connector.js';
import type { ToyDefect } from '../__fixtures__/toy-defect.js';
import { toyDriver } from '../__fixtures__/toy-driver.js';
import { connectorChecks } from './connector-conformance.js';

type Defect = ToyDefect | keyof typeof SPOILED_CONNECTORS;

function createDefective(defect: Defect) {
  return defect in SPOILED_CONNECTORS
    ? SPOILED_CONNECTORS[defect as keyof typeof SPOILED_CONNECTORS]()
    : createToyConnector(defect as ToyDefect);
}

/** Each check, a defect that it must find, and what it must say. */
const TWINS: readonly (readonly [check: string, defect: Defect, message: RegExp])[] = [
  ['every_checkpoint_holds', 'early_checkpoint', /resumed at once after batch \d+ of \d+, table calls lacks/],
  ['everything_arrives', 'dropped_last_page', /table calls lacks/],
  [
    'offsets_are_instants',
    'text_times',
    /After a change \(offset\), table calls lacks|After a change \(offset\), stream calls, table calls lacks/,
  ],
  ['state_outlives_the_day', 'kept_cursor', /resumed a day later after batch \d+ of \d+, failed/],
  ['refusals_are_errors', 'swallowed_404', /Stream \w+, status 404 after \d+ requests/],
  [
    'lasting_faults_are_errors',
    'swallowed_outage',
    /Stream \w+, status 500 after \d+ requests, table \w+ lacks/,
  ],
  ['ties_are_whole', 'lost_ties', /lacks/],
  ['every_item_is_counted', 'miscounted', /items fetched, but/],
  ['every_item_is_counted', 'uncounted_filter', /items fetched, but/],
  ['errors_keep_secrets', 'leaky_error', /shows a credential/],
  ['redactor_knows_the_secrets', 'unredacted', /shows a credential/],
  ['secrets_are_marked', 'unmarked_secret', /not marked secret/],
  ['everything_arrives', 'parsed_numbers', /differs at size/],
  ['passing_faults_are_survived', 'no_retry', /did not survive one status 500/],
  ['abort_stops_a_wait', 'own_timer', /did not end within/],
  ['long_waits_are_deferred', 'endless_wait', /Kind of the error/],
  ['abort_stops_a_request', 'ignores_abort', /did not end within/],
  ['requests_are_told', 'untold_requests', /Requests that stream \w+ told of/],
  ['late_records_appear', 'no_look_back', /no look-back/],
  ['every_checkpoint_holds', 'remembers', /lacks/],
  ['since_claims_no_more', 'claims_all', /claims/],
  ['deletions_arrive', 'no_sweep', /does not show/],
  ['second_run_changes_nothing', 'forgets_coverage', /has not covered/],
  ['streams_are_well_formed', 'numeric_key', /primary key's column id/],
  ['checkpoints_are_plain', 'claims_future', /after the run began/],
  [
    'every_checkpoint_holds',
    'early_for_one_table',
    /resumed at once after batch \d+ of \d+, table links lacks/,
  ],
  ['idle_run_is_cheap', 'forgets_coverage', /A run without news costs \d+ requests, more than 14/],
  ['edits_arrive', 'no_look_back', /no look-back/],
  ['connector_is_described', 'undescribed_option', /Option endpoint has no description/],
  ['create_makes_no_request', 'eager_create', /Exchanges begun by create/],
  ['plan_asks_nothing', 'asking_plan', /Exchanges begun after planning/],
  ['estimate_asks_only_when_it_may', 'asking_estimate', /Exchanges begun by an estimate/],
  ['estimate_asks_only_when_it_may', 'dear_estimate', /at least \d+ requests were estimated, reading makes/],
  ['counted_estimate_suffices', 'cheap_estimate', /\d+ requests were counted, reading makes \d+/],
  ['counted_estimate_suffices', 'vague_estimate', /exactly \d+ requests were promised/],
  ['streams_are_stable', 'unstable_names', /Streams the second time/],
  ['check_names_the_account', 'silent_check', /asked the vendor nothing/],
  ['wanted_tables_only', 'ignores_tables', /Batches of tables that were not wanted/],
  ['streams_are_read_together', 'shared_connection', /After reading all streams at once/],
  ['until_claims_no_more', 'ignores_until', /claims/],
  ['new_records_appear', 'never_again', /After a change \(new\)/],
  ['expired_cursor_loses_nothing', 'expiry_is_end', /expired_cursor after \d+ requests/],
  ['aborted_before_it_begins', 'begins_aborted', /aborted before it began/],
  ['abandoned_read_stops', 'reads_on', /exchanges/],
  ['events_and_logs_keep_secrets', 'told_token', /An event shows a credential/],
  ['check_explains_a_refusal', 'no_remedy', /has no remedy/],
  ['check_explains_an_outage', 'no_remedy', /came out as config, not as transient/],
];

describe('a connector with one defect fails the check that looks for it', () => {
  for (const [name, defect, message] of TWINS) {
    test(`${name} finds ${defect}`, { timeout: 60_000 }, async () => {
      const check = connectorChecks.find((candidate) => candidate.name === name)!;
      const driver = { ...toyDriver(), connector: createDefective(defect), abortPatience: 300 };
      await expect(check.run(driver)).rejects.toThrow(message);
    });
  }

  test('no check is without a twin', () => {
    const proved = new Set(TWINS.map(([name]) => name));
    expect(connectorChecks.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
  });
});
