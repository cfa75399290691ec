import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { generatePlugin, type PluginOptions } from '../plugin-package.ts';

/** `nx g @etl/workspace:destination <name>`: a SQL destination that works on DuckDB, to be turned into another database's. */
export default function generateDestination(tree: Tree, options: PluginOptions): Promise<() => void> {
  return generatePlugin(tree, options, {
    kind: 'destination',
    files: join(import.meta.dirname, 'files'),
    news: (title) => `Load streams into ${title}.`,
  });
}
