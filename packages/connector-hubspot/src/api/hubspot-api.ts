import type { ApiClient, ApiRequest, ApiResponse, CallContext } from '@etl/connector-kit';
import type { JsonObject } from '@etl/core';
import { buildPaths, type Paths } from './paths.js';

/** HubSpot's endpoints. Each call is one request, with its retries. */
export interface HubspotApi {
  readonly paths: Paths;
  get(context: CallContext, path: string, query?: ApiRequest['query']): Promise<ApiResponse>;
  post(context: CallContext, path: string, body: JsonObject): Promise<ApiResponse>;
}

export function createHubspotApi(client: ApiClient, version: string): HubspotApi {
  return {
    paths: buildPaths(version),
    get: (context, path, query) =>
      client.fetch(context, { method: 'GET', path, ...(query === undefined ? {} : { query }) }),
    post: (context, path, body) => client.fetch(context, { method: 'POST', path, body }),
  };
}
