import { jsonResponse, Refusal, type EmulatorRequest, type Route } from '@etl/emulator-kit';
import { respondWithPage } from './list-page.js';
import type { EmulatedRecord, RecordStore } from './record-store.js';

/** What the routes serve, and to whom. */
export interface RouteParts {
  readonly users: RecordStore;
  readonly orders: RecordStore;
  readonly pageSize: number;
  readonly token: string;
  readonly scopes: readonly string[];
}

export function buildRoutes({ users, orders, pageSize, ...access }: RouteParts): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/account',
      handle: (request) => {
        authorize(request, access);
        return jsonResponse(200, '{"name":"Slack sandbox"}');
      },
    },
    {
      method: 'GET',
      path: '/v1/users',
      handle: (request) => {
        authorize(request, access, 'users:read');
        return respondWithPage(request, { name: 'users', records: users.list(), positionOf: byId, pageSize });
      },
    },
    {
      method: 'GET',
      path: '/v1/orders',
      handle: (request) => {
        authorize(request, access, 'orders:read');
        const records = filterByTime(orders.list(), request);
        return respondWithPage(request, { name: 'orders', records, positionOf: byTimeAndId, pageSize });
      },
    },
  ];
}

function authorize(
  { headers }: EmulatorRequest,
  { token, scopes }: Pick<RouteParts, 'token' | 'scopes'>,
  scope?: string,
): void {
  if (headers.authorization !== `Bearer ${token}`) throw new Refusal(401, 'invalid token');
  if (scope !== undefined && !scopes.includes(scope)) throw new Refusal(403, `missing scope ${scope}`);
}

/** `updated_from` is inclusive, `updated_to` exclusive; both are needed. */
function filterByTime(records: readonly EmulatedRecord[], { query }: EmulatorRequest): EmulatedRecord[] {
  const from = Date.parse(query.get('updated_from') ?? '');
  const to = Date.parse(query.get('updated_to') ?? '');
  if (Number.isNaN(from) || Number.isNaN(to))
    throw new Refusal(400, 'updated_from and updated_to are required');
  return records.filter(({ updatedAt }) => updatedAt >= from && updatedAt < to);
}

function byId({ id }: EmulatedRecord): string {
  return id;
}

function byTimeAndId({ updatedAt, id }: EmulatedRecord): string {
  return `${String(updatedAt).padStart(15, '0')}/${id}`;
}
