import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { generatePlugin, type PluginOptions } from '../plugin-package.ts';

/** `nx g @etl/workspace:transformer <name>`: a record transformer that removes columns, to be turned into another. */
export default function generateTransformer(tree: Tree, options: PluginOptions): Promise<() => void> {
  return generatePlugin(tree, options, {
    kind: 'transformer',
    files: join(import.meta.dirname, 'files'),
    news: () => 'Remove columns from records before they are stored.',
  });
}
