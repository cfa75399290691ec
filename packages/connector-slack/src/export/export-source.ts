import { resolve } from 'node:path';
import { formatInstant, type CheckReport, type Duration, type Source } from '@etl/core';
import type { SlackConfig } from '../config/config.js';
import { messagesScope } from '../walk/plan-channel.js';
import { lookAtExport, type ExportFile } from './layout/export-file.js';
import type { MessagesOfExport } from './messages/read-messages.js';
import { requireIncluded, selectConversations } from './messages/select-conversations.js';
import { createExportListStreams } from './streams/list-streams.js';
import { createExportMessagesStream, withExport } from './streams/messages-stream.js';

/** What reading of an export depends on beside its path. */
export interface ExportOptions {
  readonly path: string;
  /** Where a relative path starts; default: the working directory. */
  readonly baseDirectory: string | undefined;
  readonly config: Pick<SlackConfig, 'channels' | 'conversation_types' | 'start_date' | 'export_start_date'>;
  readonly lookBack: Duration;
  readonly threadLookBack: Duration;
}

/** A workspace as its export shows it, without asking Slack. */
export function createExportSource(options: ExportOptions): Source {
  return {
    check: async () => describe(await look(options), options),
    streams: async () => {
      const file = await look(options);
      requireIncluded(file, options.config);
      const messages = messagesOf(file, options);
      return [
        ...createExportListStreams(file, options.config.conversation_types),
        createExportMessagesStream(messages),
      ];
    },
  };
}

/** A workspace read by the API, with an export for what was before. */
export function addExport(source: Source, options: ExportOptions): Source {
  return {
    ...source,
    check: async (signal) => {
      const report = await source.check(signal);
      const { account, details } = describe(await look(options), options);
      return { ...report, details: { ...report.details, export: account, ...details } };
    },
    streams: async (signal) => {
      const messages = messagesOf(await look(options), options);
      const streams = await source.streams(signal);
      return streams.map((stream) => (stream.name === 'messages' ? withExport(stream, messages) : stream));
    },
  };
}

function look({ path, baseDirectory = '', config }: ExportOptions): Promise<ExportFile> {
  return lookAtExport(resolve(baseDirectory, path), config.export_start_date);
}

function messagesOf(file: ExportFile, { config, lookBack, threadLookBack }: ExportOptions): MessagesOfExport {
  return {
    file,
    conversations: selectConversations(file, config),
    scope: messagesScope,
    start: config.start_date,
    lookBack,
    threadLookBack,
  };
}

function describe(file: ExportFile, { config }: ExportOptions): CheckReport {
  const { known, unknown } = selectConversations(file, config);
  const problems = [
    ...known.flatMap(({ problem }) => problem ?? []),
    ...unknown.map(({ problem }) => problem),
  ];
  const withMessages = known.filter(({ folder }) => folder !== undefined);
  const [problem] = problems;
  return {
    account: `Slack export ${file.index.path}`,
    details: {
      conversations: `${known.length}, ${withMessages.length} of them with messages`,
      ...(file.days === undefined
        ? { days: 'none' }
        : {
            days: `${file.days.first.date} to ${file.days.last.date}`,
            whole_from: formatInstant(file.start),
          }),
      ...(problem === undefined ? {} : { problems: `${problems.length}, e.g. ${problem.message}` }),
    },
  };
}
