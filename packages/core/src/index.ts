export type { Duration, Instant } from './contracts/instant.js';
export type { Field, FieldType, Table } from './contracts/table.js';
export type { JsonObject, JsonValue, RawNumber, SourceRecord } from './contracts/record.js';
export type { Batch, Deletion, PartitionFailure, StreamItem } from './contracts/batch.js';
export type {
  Checkpoint,
  CompleteCheckpoint,
  CoveredCheckpoint,
  ResumeCheckpoint,
  SweepCondition,
} from './contracts/checkpoint.js';
export type { Coverage, CoverageInterval, PartitionState, StreamState } from './contracts/state.js';
export type {
  Clock,
  DestinationDependencies,
  HttpRequest,
  HttpResponse,
  HttpTransport,
  LocalStore,
  Logger,
  SourceDependencies,
} from './contracts/dependencies.js';
export type { EstimateRequest, QuotaForecast, QuotaUse, ReadEstimate } from './contracts/estimate.js';
export type { CheckReport, Connector, Source } from './contracts/source.js';
export type { PlannedRead, PlanRequest, ReadRequest, Stream } from './contracts/stream.js';
export type {
  ConformedTable,
  DeletionBrake,
  Destination,
  DestinationCapabilities,
  DestinationPlugin,
  Lease,
  MetadataColumn,
  QueryRow,
  ReadOnlySession,
  RecordsToConform,
  Session,
  StreamKey,
  Transaction,
  Writer,
  WriterOptions,
} from './contracts/destination.js';
export type {
  DescribedColumn,
  DescribedTable,
  ModelRunOptions,
  ModelTransformer,
  RecordTransformer,
  SourceSchemas,
  TableExtent,
  Transformer,
  TransformerPlugin,
} from './contracts/transformer.js';
export type {
  CommitReceipt,
  StreamOutcome,
  StreamProblem,
  StreamReceipt,
  TableCounts,
  TableReceipt,
} from './contracts/receipt.js';
export type { ModelSummary, RunEvent, SourceEvent, TransformedTable } from './contracts/events.js';
export {
  EtlError,
  isEtlError,
  type ErrorKind,
  type EtlErrorOptions,
  type HttpErrorDetail,
} from './errors/etl-error.js';
export {
  ConfigError,
  DeferredError,
  FatalError,
  isDeferredError,
  isMissingScopeError,
  LEASE_HELD,
  LEASE_LOST,
  LeaseHeldError,
  LeaseLostError,
  MISSING_SCOPE,
  MissingScopeError,
  RejectedRecordError,
  toEtlError,
  TransientError,
  UNPROVEN,
  UnprovenError,
} from './errors/errors.js';
export { Redactor } from './redactor.js';
export { describeImbalance } from './receipt-balance.js';
export { applyCheckpoint } from './state/apply-checkpoint.js';
export {
  unfinishedBackfills,
  withoutBackfills,
  type BackfillRange,
  type UnfinishedBackfill,
} from './state/backfill-state.js';
export type { Interval } from './state/interval.js';
export {
  coverageHoles,
  planIntervals,
  uncoveredIntervals,
  unsettledIntervals,
  type CoverageRange,
  type PlannedInterval,
  type SettlingRange,
} from './state/plan-intervals.js';
export { describeCoverage, newestCovered, type CoveragePart } from './state/describe-coverage.js';
export { scopeHash } from './state/scope-hash.js';
export { stateFromJson } from './state/state-from-json.js';
export { stateToJson } from './state/state-to-json.js';
export { formatInstant } from './instant/format-instant.js';
export { parseInstant } from './instant/parse-instant.js';
export { untilAborted } from './until-aborted.js';
