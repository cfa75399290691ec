import type { Source, SourceDependencies } from '@etl/core';
import type { HubspotConfig } from '../config/config.js';
import { checkAccess } from './check-access.js';
import { connect } from './connect.js';
import { listStreams } from './list-streams.js';

const silent = (): void => undefined;

export function createHubspotSource(config: HubspotConfig, dependencies: SourceDependencies): Source {
  const api = connect(config, dependencies);
  return {
    check: (signal) => checkAccess(api, { signal, report: silent }),
    streams: (signal) => listStreams(api, { signal, report: silent }, config, dependencies),
  };
}
