export type { EmulatorClock, ManualClock } from './clock.js';
export { createManualClock } from './clock.js';
export type {
  Account,
  Company,
  Contact,
  Deal,
  DealStage,
  Employee,
  Person,
  PersonIds,
} from './company/company.js';
export type { CompanyOptions } from './company/create-company.js';
export { COMPANY_NOW, createCompany } from './company/create-company.js';
export type {
  DeliveryFault,
  Fault,
  FaultMatcher,
  HookFault,
  RewriteFault,
  StatusFault,
} from './faults/fault.js';
export type { FaultOptions, Faults, InjectedFault } from './faults/fault-plan.js';
export { emptyBody, errorStatus, htmlInsteadOfJson, tooManyRequests } from './faults/vendor-faults.js';
export type { DailyLimit, RateLimit, RateLimiter, SlidingLimit } from './limits/rate-limiter.js';
export { admitWithinLimits, createRateLimiter } from './limits/rate-limiter.js';
export type { Random } from './random/random.js';
export { createRandom, hashText } from './random/random.js';
export type { Admit, RenderError } from './server/answer-request.js';
export type { Emulator, EmulatorOptions } from './server/create-emulator.js';
export { createEmulator } from './server/create-emulator.js';
export type { Page } from './server/cut-page.js';
export { cutPage } from './server/cut-page.js';
export type {
  EmulatorRequest,
  EmulatorResponse,
  PageFault,
  RecordedRequest,
  Route,
} from './server/exchange.js';
export { jsonResponse } from './server/exchange.js';
export { Refusal } from './server/refusal.js';
export { systemClock } from './system-clock.js';
