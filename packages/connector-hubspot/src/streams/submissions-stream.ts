import { readPages } from '@etl/connector-kit';
import {
  planIntervals,
  scopeHash,
  type Batch,
  type Clock,
  type CoveredCheckpoint,
  type Duration,
  type Instant,
  type PlanRequest,
  type ReadRequest,
  type SourceRecord,
  type Stream,
  type StreamItem,
} from '@etl/core';
import { wrapRecord } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import { submissionsTable as table } from '../tables/collection-tables.js';
import { readNext } from '../walk/next-page.js';
import { readText } from '../walk/read-text.js';
import { FORM_PASSES } from './collection-streams.js';
import { isolateFailures, type Part } from './isolate-failures.js';

/** The longest page HubSpot gives. */
const PAGE = 50;
/** HubSpot refuses to show what was sent in through these. */
const WITHOUT_SUBMISSIONS = 'blog_comment';
const SCOPE = scopeHash({ submissions: 'all' });

export interface SubmissionsOptions {
  readonly api: HubspotApi;
  readonly clock: Clock;
  readonly start: Instant;
  readonly lookBack: Duration;
}

/** What was sent in through each form, the newest first, back to what was read before. */
export function createSubmissionsStream(options: SubmissionsOptions): Stream {
  return {
    name: table.name,
    description: 'What was sent in through forms.',
    tables: [table],
    plan: () => [{ partition: 'forms', reason: 'snapshot' }],
    read: (request) => readForms(options, request),
  };
}

async function* readForms(options: SubmissionsOptions, request: ReadRequest): AsyncGenerator<StreamItem> {
  const parts: Part[] = [];
  for await (const id of readFormIds(options.api, request)) {
    parts.push({ name: id, read: () => readForm(options, request, id) });
  }
  yield* isolateFailures(request, parts);
}

async function* readFormIds(api: HubspotApi, request: ReadRequest): AsyncGenerator<string> {
  for (const query of FORM_PASSES) {
    const pages = readPages(request, {
      fetchPage: (after) => api.get(request, api.paths.forms, { ...query, after }),
      itemsPath: ['results'],
      nextCursor: readNext,
    });
    for await (const { records } of pages) {
      for (const { text } of records) {
        const id = readText(text, ['id']);
        if (id !== undefined && readText(text, ['formType']) !== WITHOUT_SUBMISSIONS) yield id;
      }
    }
  }
}

async function* readForm(
  options: SubmissionsOptions,
  request: ReadRequest,
  form: string,
): AsyncGenerator<Batch> {
  const range = rangeOf(options, request);
  const coverage = request.state.get(form)?.coverage ?? [];
  const { lookBack } = options;
  const from = planIntervals(coverage, { ...range, scope: SCOPE, lookBack })[0]?.from;
  if (from === undefined) return;
  const readAt = options.clock.now();
  yield* readBackTo(options.api, request, form, from);
  const covered: CoveredCheckpoint = {
    kind: 'covered',
    partition: form,
    from,
    to: range.to,
    readAt,
    scope: SCOPE,
    lookBack,
  };
  yield { kind: 'batch', table: table.name, records: [], fetched: 0, checkpoints: [covered] };
}

function rangeOf({ start }: SubmissionsOptions, { since, until, startedAt }: PlanRequest) {
  return { from: since ?? start, to: Math.min(until ?? startedAt, startedAt) };
}

/** Stops behind the first page on which everything is older. */
async function* readBackTo(
  api: HubspotApi,
  request: ReadRequest,
  form: string,
  from: Instant,
): AsyncGenerator<Batch> {
  const pages = readPages(request, {
    fetchPage: (after) => api.get(request, api.paths.submissions(form), { limit: PAGE, after }),
    itemsPath: ['results'],
    nextCursor: readNext,
  });
  for await (const { records: found, fetched } of pages) {
    const records = found.map((record) => wrapRecord({ form_id: form }, 'submission', record));
    yield { kind: 'batch', table: table.name, records, fetched };
    if (found.length > 0 && found.every((record) => submittedAt(record) < from)) return;
  }
}

function submittedAt({ text }: SourceRecord): Instant {
  const instant = Number(readText(text, ['submittedAt']));
  return Number.isNaN(instant) ? Infinity : instant;
}
