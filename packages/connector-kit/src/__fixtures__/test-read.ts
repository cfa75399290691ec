import type { ReadRequest, SourceDependencies, SourceEvent } from '@etl/core';
import type { ApiClientOptions } from '../http/api-types.js';
import type { CallContext } from '../http/call-context.js';
import { staticAuthorization } from '../authorization/authorization.js';
import { createQuota } from '../quota/create-quota.js';
import { systemDependencies } from '../stand-alone/system-dependencies.js';
import { SimulatedClock } from './simulated-clock.js';

export interface TestContext extends CallContext {
  readonly events: SourceEvent[];
  readonly abort: (reason: Error) => void;
}

/** A call context that remembers what it was told. */
export function testContext(): TestContext {
  const controller = new AbortController();
  const events: SourceEvent[] = [];
  return {
    signal: controller.signal,
    events,
    report: (event) => events.push(event),
    abort: (reason) => {
      controller.abort(reason);
    },
  };
}

export function testDependencies(
  parts: Partial<SourceDependencies> = {},
): SourceDependencies & { clock: SimulatedClock } {
  const clock = new SimulatedClock();
  return { ...systemDependencies({ clock, random: () => 0.5, ...parts }), clock };
}

/** Client options with a quota that never waits. */
export function clientOptions(baseUrl: string, parts: Partial<ApiClientOptions> = {}): ApiClientOptions {
  const dependencies = parts.dependencies ?? testDependencies();
  const quota = createQuota({
    account: 'test',
    perSecond: 1_000_000,
    burst: 1_000_000,
    clock: dependencies.clock,
    localStore: dependencies.localStore,
  });
  return { baseUrl, dependencies, quota, authorization: staticAuthorization({}), ...parts };
}

export function readRequest(parts: Partial<ReadRequest> = {}): ReadRequest {
  return {
    state: new Map(),
    startedAt: Date.parse('2026-03-01T12:00:00Z'),
    tables: new Set(['calls']),
    signal: new AbortController().signal,
    report: () => undefined,
    ...parts,
  };
}
