import type { Connector, DeletionBrake, DestinationPlugin, TransformerPlugin } from '@etl/core';
import type { Selection } from '@etl/core/pipeline';
import type { YamlFile } from './files/yaml-file.js';
import type { Schedule } from './schemas/schedule.js';

/** Everything a run needs, validated. Nothing was connected to. */
export interface PipelineConfig {
  readonly name: string;
  readonly profile: string;
  /** The wanted ones, in the order of their file names; names and tables do not clash, also with those of the others. */
  readonly sources: readonly ConfiguredSource[];
  /** Configured, too, but not wanted: their connectors were not loaded, and their variables need not be set. */
  readonly otherSources: readonly DeclaredSource[];
  readonly destination: ConfiguredPlugin<DestinationPlugin>;
  /** For every source, after the source's own. In order. */
  readonly transformers: readonly ConfiguredPlugin<TransformerPlugin>[];
  /** Streams read at the same time. */
  readonly concurrency: number;
  readonly deletionBrake: DeletionBrake;
  /** For whoever starts runs; nothing here starts one. */
  readonly schedule?: Schedule;
  /** Every credential of the configuration, for the `Redactor`. */
  readonly secrets: readonly string[];
  /** Where the local store belongs: `.etl` in the directory above the configuration. Absolute. */
  readonly localStoreDirectory: string;
}

/** A plugin and the configuration its own schema accepted. */
export interface ConfiguredPlugin<Plugin> {
  readonly packageName: string;
  readonly plugin: Plugin;
  /** Output of `plugin.configSchema`, for `plugin.create`. May hold credentials. */
  readonly config: unknown;
  /** What was given to `plugin.configSchema`. May hold credentials: print it through `describeConfig` only. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the file of a source says without its connector. */
export interface DeclaredSource {
  readonly name: string;
  /** Schema of its tables in the destination. */
  readonly schema: string;
  readonly selection: Selection;
  /** The file it was read from, for errors found later; see `checkSelection`. */
  readonly origin: YamlFile;
}

export interface ConfiguredSource extends DeclaredSource, ConfiguredPlugin<Connector> {
  readonly acceptedMissingScopes: readonly string[] | 'all';
  /** For this source only: records of its streams, and models of its tables. In order. */
  readonly transformers: readonly ConfiguredPlugin<TransformerPlugin>[];
}
