import type { ConnectorDriver } from '../connector/connector-driver.js';
import { createToyConnector } from './toy-connector.js';
import { startToyVendor } from './toy-vendor.js';

export function toyDriver(): ConnectorDriver {
  return { connector: createToyConnector(), start: startToyVendor, idleRequests: 14 };
}
