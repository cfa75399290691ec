import { text } from 'node:stream/consumers';
import type { DestinationPlugin } from '@etl/core';
import { runCrashProgram, type CrashProgram } from './destination/crash-program.js';

export { runCrashProgram, type CrashProgram };

/** What the doomed process reads from its standard input. */
export interface CrashOrder {
  /** URL of the module that exports the destination. */
  readonly module: string;
  readonly exportName: string;
  readonly config: unknown;
  readonly program: CrashProgram;
}

/** The whole of the doomed process: reads a {@link CrashOrder} as JSON and obeys it. Never returns. */
export async function runCrashChild(): Promise<void> {
  const order = JSON.parse(await text(process.stdin)) as CrashOrder;
  const plugins = (await import(order.module)) as Readonly<Record<string, DestinationPlugin>>;
  const plugin = plugins[order.exportName];
  if (plugin === undefined) throw new Error(`${order.module} exports no ${order.exportName}.`);
  await runCrashProgram(plugin, order.config, order.program);
}
