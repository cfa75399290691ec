import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Workspace } from '../workspace/workspace.js';
import { exportFiles, type ExportOptions } from './export-files.js';
import { writeZip } from './write-zip.js';

/** Writes an export of the workspace as it is now, as Slack hands it out. */
export async function writeExport(
  workspace: Workspace,
  path: string,
  options: ExportOptions = {},
): Promise<void> {
  await pipeline(Readable.from(writeZip(exportFiles(workspace, options))), createWriteStream(path));
}
