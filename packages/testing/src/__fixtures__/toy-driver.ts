import type { ConnectorDriver } from '../connector/connector-driver.js';
import { createToyConnector } from './toy-connector.js';
import type { ToyDefect } from './toy-defect.js';
import { startToyVendor } from './toy-vendor.js';

export function toyDriver(defect?: ToyDefect): ConnectorDriver {
  return { connector: createToyConnector(defect), start: startToyVendor, idleRequests: 12 };
}
