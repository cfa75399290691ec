import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone } from './process-owner.js';
import { readStageFileOwner } from './stage-file-name.js';

/** Removes the stage files and spill folders of processes that were killed: they hold what the source holds. */
export async function removeAbandonedStages(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    const owner = readStageFileOwner(name);
    if (owner !== undefined && isGone(owner))
      await rm(join(directory, name), { force: true, recursive: true });
  }
}
