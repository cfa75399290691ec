import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { collect } from './collect.js';
import { writeZip, type FileToZip, type ZipOptions } from '../../emulator/export/write-zip.js';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slack-export-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export async function zipBytes(files: Iterable<FileToZip>, options?: ZipOptions): Promise<Buffer> {
  return Buffer.concat(await collect(writeZip(files, options)));
}

/** @returns the path of a file that is gone after the test. */
export function fileOf(bytes: Buffer, name = 'export.zip'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

export async function zipFile(files: Iterable<FileToZip>, options?: ZipOptions): Promise<string> {
  return fileOf(await zipBytes(files, options));
}
