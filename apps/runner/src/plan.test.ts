import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, callWith, linesOf } from './__fixtures__/call-cli.js';
import { fillGong, startGong, type GongEmulator } from './__fixtures__/gong.js';
import { buildGongData } from './__fixtures__/gong-data.js';
import { createProject, type Project } from './__fixtures__/project.js';
import { useTemporaryFolders } from './__fixtures__/temporary-folders.js';
import { sumCosts } from './plan/source-cost.js';
import { planStream } from './plan/stream-plan.js';
import { describeCost } from './plan/tell-plan.js';

const makeFolder = useTemporaryFolders();
let gong: GongEmulator;
let project: Project;

beforeAll(async () => {
  gong = await startGong({ empty: true, pageSize: 10 });
  fillGong(gong, buildGongData({ calls: 95 }));
  project = await createProject({ directory: await makeFolder(), gong });
});
afterAll(() => gong.close());

function etl(...args: string[]) {
  return callWith(project.environment, project, ...args);
}

async function requestsOf(work: () => Promise<unknown>): Promise<number> {
  const before = gong.requests.length;
  await work();
  return gong.requests.length - before;
}

function costOf(lines: any[]): any {
  return lines.find(({ type }) => type === 'cost');
}

describe('etl plan', () => {
  it('asks for nothing and tells the least', async () => {
    let io = await etl('plan', '--json');
    expect(await requestsOf(async () => (io = await etl('plan', '--json')))).toBe(0);
    expect(costOf(linesOf(io))).toMatchObject({ source: 'gong', requests: 2, isCounted: false });
    expect(linesOf(io)[0].cost).toMatchObject({ requests: 1, isExact: false });
    const text = (await etl('plan')).stdout();
    expect(text).toMatch(/^gong\.calls +at least 1$/m);
    expect(text).toMatch(
      /^gong: at least 2 requests; 0\.0 s at 10000\/s \(gong:\S+\); the day's budget of 1,000,000 allows [\d,]+ now\. Count them with: etl plan --count$/m,
    );
  });

  it('with --count tells what the run then makes, whole or in part', async () => {
    const io = await etl('plan', '--count', '--json');
    const { requests, records } = costOf(linesOf(io));
    expect(await requestsOf(() => etl('run'))).toBe(requests);
    expect(records).toBe(12 + 2 * 95);

    const again = costOf(linesOf(await etl('plan', '--count', '--json', '--stream', 'calls')));
    expect(again.requests).toBeLessThan(requests);
    expect(await requestsOf(() => etl('run', '--stream', 'calls'))).toBe(again.requests);
    const text = (await etl('plan', '--count')).stdout();
    expect(text).toMatch(/^gong: about \d+ requests, \d+ records; .*; done by \S+Z\.$/m);
  });

  it('says what could not be counted, and the least of it', async () => {
    gong.faults.inject({ kind: 'status', status: 401 }, { path: '/v2/users' });
    const io = await etl('plan', '--count');
    expect(io.stdout()).toMatch(/^gong\.users +at least 1$/m);
    expect(io.stdout()).toMatch(/^gong: at least /m);
    expect(io.stderr()).toMatch(/^gong: .*401/);
    expect(io.exitCode()).toBe(2);
  });

  it('knows of a stream that does not estimate that each read costs a request', async () => {
    const reads = [1, 2].map((from) => ({ partition: '', reason: 'uncovered', from, to: from + 1 }) as const);
    const stream = { name: 's', tables: [], plan: () => reads, read: () => [] as never };
    const source = {
      name: 'acme',
      source: { check: null, streams: null },
      acceptedMissingScopes: [],
    } as never;
    const signal = new AbortController().signal;
    const options = { startedAt: 0, mayAsk: true, signal, report: () => undefined };
    const plan = await planStream({ source, stream, tables: [] }, new Map(), options);
    expect(plan.cost).toEqual({ requests: 2, uses: [], isCounted: false, isExact: false });
    expect(describeCost(await sumCosts(source, [plan], 0))).toBe(
      'acme: at least 2 requests. Count them with: etl plan --count',
    );
  });
});

describe('what a plan says of a large account', () => {
  it('has the time, what today allows and when it is done', () => {
    const duration = 30 * 3_600_000;
    const quota = {
      quota: 'gong:acme',
      count: 14_210,
      perSecond: 2.8,
      perDay: 10_000,
      leftToday: 9_000,
      duration,
    };
    const cost = {
      source: 'gong',
      requests: 14_210,
      records: 500_000,
      uses: [],
      isCounted: true,
      isExact: false,
    };
    expect(describeCost({ ...cost, quotas: [quota], duration, doneBy: duration })).toBe(
      "gong: about 14,210 requests, 500,000 records; 30 h 00 min at 2.8/s (gong:acme); the day's budget of 10,000 " +
        'allows 9,000 now, and the rest on the days after: run again when a run ends deferred; ' +
        'done by 1970-01-02T06:00:00.000Z.',
    );
    expect(describeCost({ ...cost, requests: 1, isExact: true, quotas: [] })).toMatch(/^gong: 1 request, /);
  });

  it('runs in the sandbox too', async () => {
    const io = await call(project, 'plan', '--count');
    expect(io.stderr()).toBe('');
    expect(io.stdout()).toMatch(/^gong: about /m);
  });
});
