import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { generatePlugin, type PluginOptions } from '../plugin-package.ts';

/** `nx g @etl/workspace:connector <name>`: a connector that reads its own emulator, to be turned into the vendor's. */
export default function generateConnector(tree: Tree, options: PluginOptions): Promise<() => void> {
  return generatePlugin(tree, options, {
    kind: 'connector',
    files: join(import.meta.dirname, 'files'),
    news: (title) => `Read users and orders from ${title}.`,
  });
}
