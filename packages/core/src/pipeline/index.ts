export { canBackfill } from './backfill.js';
export { BasePipeline } from './base-pipeline.js';
export { commitPolicyFor, type CommitPolicy } from './commit-policy.js';
export {
  PipelineOrchestrator,
  type ModelReport,
  type OrchestratorOptions,
  type RunReport,
} from './orchestrator.js';
export { planRun, type PlannedStream, type RunPlan } from './plan-run.js';
export { readFirstRecords, type FirstRecords, type FirstRecordsOptions } from './read-first-records.js';
export type { RunEventListener } from './run-events.js';
export { selectTables, type Selection } from './select-tables.js';
export type { SourceToRun } from './source-to-run.js';
export { StreamPipeline, type StreamListener, type StreamPipelineOptions } from './stream-pipeline.js';
export { isAcceptedMissingScope } from './stream-outcome.js';
export { sumReceipts } from './sum-receipts.js';
