import type { EmulatorResponse, RenderError } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import { HubspotRefusal, type ErrorDetails } from './hubspot-refusal.js';

/** Answers of the proxies in front of HubSpot, which are web pages. */
const PROXY_PAGES: Readonly<Record<number, string>> = {
  414: 'Request-URI Too Large',
  502: 'Bad Gateway',
  504: 'Gateway Time-out',
  521: 'Web server is down',
  523: 'Origin is unreachable',
  524: 'A timeout occurred',
  530: 'Origin DNS error',
};

const CATEGORIES: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR',
  401: 'INVALID_AUTHENTICATION',
  403: 'MISSING_SCOPES',
  404: 'OBJECT_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  423: 'LOCKED',
  429: 'RATE_LIMITS',
  477: 'MIGRATION_IN_PROGRESS',
};

/** Words a refusal as HubSpot or the proxies in front of it would. */
export function buildErrorRenderer(nextCorrelationId: () => string): RenderError {
  return (refusal) => {
    const page = PROXY_PAGES[refusal.status];
    const response =
      page === undefined ? renderEnvelope(refusal, nextCorrelationId()) : renderPage(refusal.status, page);
    return { ...response, headers: { ...response.headers, ...refusal.headers } };
  };
}

function renderEnvelope(
  refusal: { readonly status: number; readonly message: string },
  correlationId: string,
): EmulatorResponse {
  const envelope = { status: 'error', message: refusal.message, correlationId, ...readDetails(refusal) };
  return jsonResponse(refusal.status, JSON.stringify(envelope));
}

function readDetails(refusal: { readonly status: number }): ErrorDetails {
  if (refusal instanceof HubspotRefusal) return refusal.details;
  const category = CATEGORIES[refusal.status];
  return category === undefined ? {} : { category };
}

function renderPage(status: number, title: string): EmulatorResponse {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: `<!DOCTYPE html><html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}
