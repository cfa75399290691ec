import { join } from 'node:path';
import { createSlackProject, type SlackEmulator } from './slack.js';
import type { Project } from './project.js';

interface ExportModule {
  readonly writeExport: (workspace: unknown, path: string, options?: object) => Promise<void>;
  readonly exportName: (from: string, to: string) => string;
  readonly writeZip: (files: Iterable<FileToZip>) => AsyncIterable<Buffer>;
}

export interface FileToZip {
  readonly name: string;
  readonly content: string;
}

/** Found by name, as the runner finds plugins. */
const EMULATOR = ['@etl/connector-slack', 'emulator'].join('/');

/** Writes an export of everything that a workspace holds now, for the last year. @returns its path. */
export async function exportWorkspace(
  { workspace }: SlackEmulator,
  folder: string,
  now: number,
): Promise<string> {
  const { writeExport, exportName } = (await import(EMULATOR)) as ExportModule;
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  const path = join(folder, exportName(day(now - 365 * 86_400_000), day(now)));
  await writeExport(workspace, path, { zone: 2 });
  return path;
}

export async function zipOf(files: Iterable<FileToZip>): Promise<Buffer> {
  const { writeZip } = (await import(EMULATOR)) as ExportModule;
  const pieces: Buffer[] = [];
  for await (const piece of writeZip(files)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A project that reads an export, with or without the API behind it. */
export function createExportProject(options: {
  readonly directory: string;
  readonly file: string;
  readonly slack?: SlackEmulator;
}): Promise<Project> {
  const { directory, file, slack } = options;
  const config = { export_file: file, ...(slack === undefined ? { api_token: undefined } : {}) };
  return createSlackProject({ directory, config, ...(slack === undefined ? {} : { slack }) });
}
