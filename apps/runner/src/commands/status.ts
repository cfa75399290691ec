import type { StreamReceipt } from '@etl/core';
import { EXIT, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { formatCount } from '../output/format-numbers.js';
import { formatInstant } from '../output/format-instant.js';
import { buildTextTable } from '../output/text-table.js';
import { withProject, withSession } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';

/** `etl status`: how each stream last ended, from the receipts in the destination. */
export function statusCommand(context: ActionContext): Promise<ExitCode> {
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async ({ sources, destination }) => {
    const receipts = await withSession(destination, signal, (session) => session.readOutcomes(1));
    const names = new Set(sources.map((source) => source.name));
    const { stream } = context.options;
    const wanted = receipts.filter(
      (receipt) => names.has(receipt.source) && (stream === undefined || receipt.stream === stream),
    );
    print(context, wanted);
    return EXIT.success;
  });
}

function print({ io, options }: ActionContext, receipts: readonly StreamReceipt[]): void {
  if (options.json === true) {
    for (const receipt of receipts) io.out(`${JSON.stringify({ type: 'status', ...receipt })}\n`);
    return;
  }
  if (receipts.length === 0) {
    io.out('Nothing has run yet. Start with: etl run\n');
    return;
  }
  const columns = (['stream', 'outcome', 'ended', 'rows', 'problem'] as const).map((title) => ({
    title,
    align: title === 'rows' ? ('right' as const) : ('left' as const),
  }));
  io.out(`${buildTextTable(columns, receipts.map(rowOf))}\n`);
}

function rowOf({ source, stream, outcome, endedAt, tables, problem }: StreamReceipt): string[] {
  const rows = tables.map((table) => `${table.table} ${formatCount(table.liveRows)}`).join(', ');
  return [`${source}.${stream}`, outcome, formatInstant(endedAt), rows, problem?.message ?? ''];
}
