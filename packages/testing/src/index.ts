export { collect } from './tools/collect.js';
export { createFetchTransport } from './tools/fetch-transport.js';
export { createManualClock, type ManualClock } from './tools/manual-clock.js';
export { createMemoryLocalStore } from './tools/memory-local-store.js';
export { createRecordingLogger, type LogLine, type RecordingLogger } from './tools/recording-logger.js';
export { createSeededRandom } from './tools/seeded-random.js';
export { createSourceDependencies, TEST_START } from './tools/source-dependencies.js';
export { createDestinationDependencies } from './tools/destination-dependencies.js';
export {
  createMemoryDestination,
  type MemoryDestination,
  type MemoryDestinationConfig,
} from './memory-destination/memory-destination.js';
export { readMemoryRejects, readMemoryTable } from './memory-destination/read-memory-table.js';
export {
  ConformanceViolation,
  type ConformanceCheck,
  type NotApplicable,
} from './check/conformance-check.js';
export { destinationChecks, destinationConformance } from './destination/destination-conformance.js';
export type { DestinationDriver, StoredReject, StoredRow } from './destination/destination-driver.js';
export type { CrashProgram } from './destination/crash-program.js';
export { spawnCrashProgram, type CrashTarget } from './spawn-crash-program.js';
export { connectorChecks, connectorConformance } from './connector/connector-conformance.js';
export type {
  ConnectorDriver,
  FaultSchedule,
  Vendor,
  VendorChange,
  VendorFault,
} from './connector/connector-driver.js';
export { injectEmulatorFault } from './connector/emulator-faults.js';
export { createCountingSession, type CountedUpdate } from './models/counting-session.js';
export {
  applyChanges,
  readFreshModels,
  readModels,
  type MakeRecord,
  type ModelChange,
} from './models/model-changes.js';
export { modelChecks, modelConformance } from './models/model-conformance.js';
export type { ModelCheck, ModelDriver, PublishedTable } from './models/model-driver.js';
export {
  createModelTransformer,
  ModelWarehouse,
  type ModelLoad,
  type ModelWarehouseOptions,
  type TransformedTables,
} from './models/model-warehouse.js';
