import type { EmulatorRequest, PageFault } from '../server/exchange.js';
import type { DeliveryFault, Fault, FaultMatcher, HookFault, RewriteFault, StatusFault } from './fault.js';
import { matchesRequest } from './fault.js';

/** How often a fault strikes. */
export interface FaultOptions extends FaultMatcher {
  /** Strikes this many matching requests; default 1, `Infinity` for all. */
  readonly times?: number;
  /** Lets this many matching requests pass first; default 0. */
  readonly skip?: number;
}

/** A fault that was injected. */
export interface InjectedFault {
  /** How often it will still strike. */
  remaining(): number;
  cancel(): void;
}

/** The switchboard of an emulator's faults; usable while requests run. */
export interface Faults {
  inject(fault: Fault, options?: FaultOptions): InjectedFault;
  /** Cancels everything injected. */
  clear(): void;
}

/** What befalls one request. Of several faults of a sort, the one injected first strikes; hooks all run. */
export interface Misfortune {
  readonly hooks: readonly HookFault[];
  readonly page?: PageFault;
  readonly status?: StatusFault;
  readonly rewrite?: RewriteFault;
  readonly delivery?: DeliveryFault;
}

/** The emulator's side of the switchboard. */
export interface FaultPlan extends Faults {
  /** Uses up one strike of each fault returned. */
  take(request: EmulatorRequest): Misfortune;
}

interface Injection {
  readonly fault: Fault;
  readonly matcher: FaultMatcher;
  remaining: number;
  skip: number;
}

type Slot = 'hook' | 'page' | 'status' | 'rewrite' | 'delivery';

export function createFaultPlan(): FaultPlan {
  const injections = new Set<Injection>();
  return {
    inject: (fault, options = {}) => {
      const { times = 1, skip = 0, ...matcher } = options;
      const injection: Injection = { fault, matcher, remaining: times, skip };
      injections.add(injection);
      return {
        remaining: () => (injections.has(injection) ? injection.remaining : 0),
        cancel: () => injections.delete(injection),
      };
    },
    clear: () => {
      injections.clear();
    },
    take: (request) => {
      const struck = strike(injections, request);
      for (const injection of injections) if (injection.remaining <= 0) injections.delete(injection);
      return buildMisfortune(struck);
    },
  };
}

function strike(injections: ReadonlySet<Injection>, request: EmulatorRequest): Fault[] {
  const taken = new Set<Slot>();
  const struck: Fault[] = [];
  for (const injection of injections) {
    const slot = slotOf(injection.fault);
    if (taken.has(slot) || !matchesRequest(injection.matcher, request)) continue;
    if (injection.skip > 0) {
      injection.skip -= 1;
      continue;
    }
    if (slot !== 'hook') taken.add(slot);
    injection.remaining -= 1;
    struck.push(injection.fault);
  }
  return struck;
}

function slotOf(fault: Fault): Slot {
  if (fault.kind === 'hook' || fault.kind === 'status' || fault.kind === 'rewrite') return fault.kind;
  return isPageFault(fault) ? 'page' : 'delivery';
}

function isPageFault(fault: Fault): fault is { readonly kind: PageFault } {
  return fault.kind === 'duplicate-page' || fault.kind === 'reorder-page';
}

function buildMisfortune(struck: readonly Fault[]): Misfortune {
  const hooks = struck.filter((fault) => fault.kind === 'hook');
  const page = struck.find(isPageFault);
  const status = struck.find((fault) => fault.kind === 'status');
  const rewrite = struck.find((fault) => fault.kind === 'rewrite');
  const delivery = struck.find((fault): fault is DeliveryFault => slotOf(fault) === 'delivery');
  return {
    hooks,
    ...(page && { page: page.kind }),
    ...(status && { status }),
    ...(rewrite && { rewrite }),
    ...(delivery && { delivery }),
  };
}
