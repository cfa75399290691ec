import type {
  Batch,
  DestinationDependencies,
  DestinationPlugin,
  ReadOnlySession,
  Session,
  Writer,
  WriterOptions,
} from '@etl/core';

export interface Spoiled {
  readonly plugin?: Partial<DestinationPlugin>;
  readonly session?: (session: Session) => Partial<Session>;
  readonly readOnlySession?: (session: ReadOnlySession) => Partial<ReadOnlySession>;
  readonly options?: (options: WriterOptions) => WriterOptions;
  readonly writer?: (
    writer: Writer,
    options: WriterOptions,
    session: Session,
    dependencies: DestinationDependencies,
  ) => Partial<Writer>;
  /** What becomes of a batch before it is staged. */
  readonly batch?: (batch: Batch) => Batch;
}

/** A destination in which some of the methods are replaced. */
export function wrapDestination(honest: DestinationPlugin, spoiled: Spoiled): DestinationPlugin {
  return {
    ...honest,
    ...spoiled.plugin,
    create: (config, dependencies) => {
      const destination = honest.create(config, dependencies);
      return {
        ...destination,
        connect: async (signal) => wrapSession(await destination.connect(signal), spoiled, dependencies),
        connectReadOnly: async (signal) =>
          wrapReadOnlySession(await destination.connectReadOnly(signal), spoiled),
      };
    },
  };
}

function wrapReadOnlySession(session: ReadOnlySession, spoiled: Spoiled): ReadOnlySession {
  return {
    readState: (stream) => session.readState(stream),
    query: (sql, parameters) => session.query(sql, parameters),
    readOutcomes: (perStream) => session.readOutcomes(perStream),
    close: () => session.close(),
    ...spoiled.readOnlySession?.(session),
  };
}

function wrapSession(session: Session, spoiled: Spoiled, dependencies: DestinationDependencies): Session {
  const own: Session = {
    readState: (stream) => session.readState(stream),
    acquireLease: (stream, runId) => session.acquireLease(stream, runId),
    openWriter: async (options) => {
      const spoiledOptions = spoiled.options?.(options) ?? options;
      const writer = await session.openWriter(spoiledOptions);
      const replaced = spoiled.writer?.(writer, options, session, dependencies) ?? {};
      return wrapWriter(writer, replaced, spoiled);
    },
    resetState: (stream, partition) => session.resetState(stream, partition),
    query: (sql, parameters) => session.query(sql, parameters),
    transaction: (work, lease) => session.transaction(work, lease),
    recordOutcome: (receipt) => session.recordOutcome(receipt),
    readOutcomes: (perStream) => session.readOutcomes(perStream),
    close: () => session.close(),
  };
  return { ...own, ...spoiled.session?.(session) };
}

function wrapWriter(writer: Writer, replaced: Partial<Writer>, spoiled: Spoiled): Writer {
  const own = {
    stage: (batch: Batch) => writer.stage(spoiled.batch?.(batch) ?? batch),
    commit: (checkpoints: Parameters<Writer['commit']>[0]) => writer.commit(checkpoints),
    close: () => writer.close(),
    ...replaced,
  };
  return {
    ...own,
    get pending() {
      return writer.pending;
    },
  };
}
