export type { CallContext } from './http/call-context.js';
export type {
  ApiClient,
  ApiClientOptions,
  ApiRequest,
  ApiResponse,
  FailedResponse,
  QueryValue,
} from './http/api-types.js';
export { createApiClient } from './http/api-client.js';
export { explainStatus } from './http/explain-status.js';
export { httpTransport, type HttpTransportOptions } from './http/http-transport.js';
export type { RetryPolicy } from './http/retry-policy.js';
export type { Quota, QuotaOptions } from './quota/quota.js';
export { createQuota } from './quota/create-quota.js';
export { forecastRequests } from './quota/forecast-requests.js';
export { quotaTime, type QuotaTimeOptions } from './quota/quota-time.js';
export { combineQuotas } from './quota/combine-quotas.js';
export { readTogether } from './waiting/read-together.js';
export {
  staticAuthorization,
  type Authorization,
  type RequestHeaders,
} from './authorization/authorization.js';
export type { OAuthGrant, OAuthOptions, OAuthToken, OAuthTokens } from './authorization/oauth-types.js';
export { createOAuthTokens } from './authorization/oauth-tokens.js';
export type { Page, PagingOptions } from './paging/page.js';
export { readPages } from './paging/read-pages.js';
export { splitWhenLarge, SplitWindow, type Window } from './windows/window.js';
export { planWindows, type WindowPlanRequest } from './windows/plan-windows.js';
export type { CountedRead, ReadCost } from './windows/read-cost.js';
export type { WindowCost } from './windows/estimate-windows.js';
export { windowedStream, type WindowedStreamOptions } from './windows/windowed-stream.js';
export { snapshotStream, type SnapshotStreamOptions } from './windows/snapshot-stream.js';
export { systemClock } from './stand-alone/system-clock.js';
export { systemDependencies } from './stand-alone/system-dependencies.js';
export { MemoryLocalStore } from './stand-alone/memory-local-store.js';
export { readRecords, type ReadRecordsOptions } from './stand-alone/read-records.js';
