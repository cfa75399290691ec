import {
  planIntervals,
  type Batch,
  type Checkpoint,
  type PlannedInterval,
  type PlanRequest,
  type Connector,
  type EstimateRequest,
  type Field,
  type Instant,
  type ReadEstimate,
  type ReadRequest,
  type Source,
  type Stream,
  type StreamItem,
  type Table,
} from '@etl/core';
import { z } from 'zod';
import { ToyClient, type ToyPage } from './toy-client.js';
import type { ToyDefect } from './toy-defect.js';

const DAY = 86_400_000;
const LOOK_BACK = 6 * DAY;
const LONGEST_WINDOW = 2 * DAY;
const START = Date.UTC(2026, 2, 1);
const END_DELAY = 60_000;

const column = (name: string, type: Field['type'], extra: Partial<Field> = {}): Field => ({
  name,
  path: [name],
  type,
  description: `The ${name}.`,
  ...extra,
});

const USERS: Table = {
  name: 'users',
  fields: [column('id', 'string'), column('name', 'string')],
  primaryKey: ['id'],
};

/** Calls, and their links: two tables filled from the same items. */
function callsTable(defect: ToyDefect | undefined, name: string): Table {
  return {
    name,
    fields: [
      column('id', defect === 'numeric_key' ? 'integer' : 'string'),
      column('started', 'timestamp'),
      column('title', 'string'),
      column('media', 'string', { volatile: true }),
    ],
    primaryKey: ['id'],
  };
}

interface Window {
  readonly partition: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: 'uncovered' | 'unsettled';
}

/** An honest connector to the toy vendor, or one with a single defect. */
export function createToyConnector(defect?: ToyDefect): Connector {
  const token = z.string().describe('The token.');
  const configSchema = z.strictObject({
    endpoint: z.string().describe('Where the vendor answers.'),
    token: defect === 'unmarked_secret' ? token : token.meta({ secret: true }),
  });
  return {
    specificationVersion: 'v1',
    name: 'toy',
    configSchema,
    create: (config, dependencies): Source => {
      const client = new ToyClient(configSchema.parse(config), dependencies, defect);
      return {
        check: async (signal) => ({ account: await client.fetchName({ signal, report: () => undefined }) }),
        streams: async () => [
          new CallStream(client, () => dependencies.clock.now(), defect),
          userStream(client, () => dependencies.clock.now(), defect),
        ],
      };
    },
  };
}

const remembered = new Set<string>();

class CallStream implements Stream {
  readonly name = 'calls';
  readonly description = 'Calls by the time they started.';
  readonly tables: readonly Table[];
  readonly #client: ToyClient;
  readonly #now: () => Instant;
  readonly #defect: ToyDefect | undefined;

  constructor(client: ToyClient, now: () => Instant, defect: ToyDefect | undefined) {
    this.#client = client;
    this.#now = now;
    this.#defect = defect;
    this.tables = [callsTable(defect, 'calls'), callsTable(defect, 'links')];
  }

  plan({ state, startedAt, since, until }: PlanRequest): readonly Window[] {
    const range = {
      from: Math.max(START, since ?? START),
      to: Math.min(startedAt - END_DELAY, until ?? startedAt),
      scope: 'all',
      lookBack: this.#lookBack(),
    };
    const coverage = this.#defect === 'forgets_coverage' ? [] : (state.get('')?.coverage ?? []);
    return planIntervals(coverage, range).flatMap(splitByDays);
  }

  async *read(request: ReadRequest): AsyncGenerator<StreamItem> {
    const windows = this.plan({
      ...request,
      startedAt: request.startedAt + (this.#defect === 'claims_future' ? END_DELAY * 2 : 0),
    });
    for (const window of windows) yield* this.#readWindow(window, request);
  }

  estimate(request: EstimateRequest): Promise<ReadEstimate> {
    return estimateByReading(this.plan(request).length, request, () => this.read(request));
  }

  #lookBack(): number {
    return this.#defect === 'no_look_back' ? 0 : LOOK_BACK;
  }

  async *#readWindow(window: Window, request: ReadRequest): AsyncGenerator<StreamItem> {
    const readAt = this.#now();
    let cursor = this.#firstCursor(window, request);
    do {
      const page = await this.#fetchPage(window, request, cursor);
      cursor = page.next;
      yield* this.#batches(
        this.#kept(page, window),
        this.#checkpoints(window, readAt, cursor),
        window,
        request,
      );
      if (this.#defect === 'remembers') cursor = this.#skipRemembered(window, cursor);
    } while (cursor !== undefined);
  }

  #firstCursor(window: Window, { state }: ReadRequest): string | undefined {
    if (this.#defect !== 'kept_cursor') return undefined;
    const resume = state.get('')?.resume as { readonly from: number; readonly next: string } | undefined;
    return resume?.from === window.from ? resume.next : undefined;
  }

  #fetchPage(window: Window, request: ReadRequest, cursor: string | undefined): Promise<ToyPage> {
    const from = this.#defect === 'lost_ties' ? window.from + 1 : window.from;
    const query = { from: String(from), to: String(window.to) };
    return this.#client.fetchPage(request, '/calls', cursor === undefined ? query : { ...query, cursor });
  }

  #kept({ items, next }: ToyPage, { reason }: Window): readonly string[] {
    const isDropped = this.#defect === 'dropped_last_page' && next === undefined && reason === 'uncovered';
    return isDropped ? [] : items;
  }

  /** A second read of the same window goes on where the process thinks it stopped. */
  #skipRemembered(window: Window, cursor: string | undefined): string | undefined {
    const isKnown = remembered.has(String(window.from));
    remembered.add(String(window.from));
    return isKnown ? undefined : cursor;
  }

  *#batches(
    items: readonly string[],
    checkpoints: readonly Checkpoint[],
    window: Window,
    { tables }: ReadRequest,
  ): Generator<StreamItem> {
    const wanted = this.tables.filter(({ name }) => tables.has(name));
    const speaking = this.#defect === 'early_for_one_table' ? wanted.at(0) : wanted.at(-1);
    for (const table of wanted) {
      const said = table === speaking && checkpoints.length > 0 ? { checkpoints } : {};
      yield { ...this.#batch(items, table.name, window), ...said };
    }
  }

  #batch(items: readonly string[], table: string, window: Window): Batch {
    const visible = items.filter((item) => !item.includes('"private":true') && this.#isWithin(item, window));
    const filtered = items.length - visible.length;
    return {
      kind: 'batch',
      table,
      records: visible.map((text) => ({ text })),
      fetched: items.length + (this.#defect === 'miscounted' ? 1 : 0),
      filtered: { private_call: this.#defect === 'uncounted_filter' ? 0 : filtered },
    };
  }

  #checkpoints(window: Window, readAt: Instant, cursor: string | undefined): Checkpoint[] {
    const checkpoints: Checkpoint[] = [];
    if (this.#defect === 'kept_cursor') {
      const value = cursor === undefined ? null : { from: window.from, next: cursor };
      checkpoints.push({ kind: 'resume', partition: '', value });
    }
    if (cursor === undefined || this.#defect === 'early_checkpoint') {
      const rest = { readAt, scope: 'all', lookBack: this.#lookBack() };
      checkpoints.push({ kind: 'covered', partition: '', ...this.#claim(window), ...rest });
    }
    return checkpoints;
  }

  #claim({ from, to }: Window): { readonly from: Instant; readonly to: Instant } {
    return this.#defect === 'claims_all' ? { from: START, to } : { from, to };
  }

  #isWithin(item: string, window: Window): boolean {
    if (this.#defect !== 'text_times') return true;
    const { started } = JSON.parse(item) as { readonly started: string };
    return started >= new Date(window.from).toISOString();
  }
}

function splitByDays({ from, to, reason }: PlannedInterval): Window[] {
  const windows: Window[] = [];
  for (let start = from; start < to; start += LONGEST_WINDOW) {
    windows.push({ partition: '', from: start, to: Math.min(to, start + LONGEST_WINDOW), reason });
  }
  return windows;
}

function userStream(client: ToyClient, now: () => Instant, defect: ToyDefect | undefined): Stream {
  return {
    name: 'users',
    description: 'All users.',
    tables: [USERS],
    plan: () => [{ partition: '', reason: 'snapshot' }],
    async *read(request): AsyncGenerator<StreamItem> {
      const readAt = now();
      let cursor: string | undefined;
      do {
        const page = await client.fetchPage(request, '/users', cursor === undefined ? {} : { cursor });
        cursor = page.next;
        const sweep = `users ${request.startedAt}`;
        const complete = {
          kind: 'complete',
          partition: '',
          sweep,
          table: 'users',
          within: [],
          readAt,
        } as const;
        const done = { kind: 'resume', partition: '', value: null } as const;
        const checkpoints = cursor === undefined ? [defect === 'no_sweep' ? done : complete] : undefined;
        const records = page.items.map((text) => ({ text }));
        yield {
          kind: 'batch',
          table: 'users',
          records,
          fetched: page.items.length,
          sweep,
          ...(checkpoints && { checkpoints }),
        };
      } while (cursor !== undefined);
    },
    estimate(request) {
      return estimateByReading(1, request, () => this.read(request));
    },
  };
}

/** The toy vendor tells no totals: who wants to know what reading costs has to read. */
async function estimateByReading(
  least: number,
  request: EstimateRequest,
  read: () => AsyncIterable<StreamItem>,
): Promise<ReadEstimate> {
  if (!request.mayAsk) return { requests: [{ quota: 'toy', count: least }], isExact: false };
  const batches: Batch[] = [];
  for await (const item of read()) if (item.kind === 'batch') batches.push(item);
  const pages = batches.filter(({ table }) => table === batches[0]?.table);
  return { requests: [{ quota: 'toy', count: pages.length }], isExact: true };
}
