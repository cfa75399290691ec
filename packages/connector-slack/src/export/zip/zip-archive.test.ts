import { appendFileSync, chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from '../__fixtures__/collect.js';
import { fileOf, temporaryFolder, zipBytes, zipFile } from '../__fixtures__/zip-file.js';
import { ZipArchive } from './zip-archive.js';
import type { FileToZip } from '../../emulator/export/write-zip.js';

const LARGE = Buffer.from(Array.from({ length: 300_000 }, (_, index) => `line ${index}\n`).join(''));

async function* inPieces(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000);
}

async function readAll(path: string): Promise<Record<string, string>> {
  const archive = await ZipArchive.open(path);
  try {
    const found: Record<string, string> = {};
    for (const entry of await collect(archive.entries())) {
      found[entry.name] = Buffer.concat(await collect(archive.read(entry))).toString();
    }
    await archive.expectUnchanged();
    return found;
  } finally {
    await archive.close();
  }
}

const files = (): FileToZip[] => [
  { name: 'empty.json', content: '' },
  { name: 'stored.json', content: '[1]', isStored: true },
  { name: 'größe/日本.json', content: '[2]' },
  { name: 'large.json', content: LARGE },
  { name: 'large-stored.json', content: LARGE, isStored: true },
  { name: 'in-pieces.json', content: inPieces(LARGE) },
];

const expected = {
  'empty.json': '',
  'stored.json': '[1]',
  'größe/日本.json': '[2]',
  'large.json': LARGE.toString(),
  'large-stored.json': LARGE.toString(),
  'in-pieces.json': LARGE.toString(),
};

describe('ZipArchive', () => {
  it('reads stored and deflated files, small and large, with and without their size in front', async () => {
    expect(await readAll(await zipFile(files()))).toEqual(expected);
  });

  it('reads ZIP64', async () => {
    expect(await readAll(await zipFile(files(), { isZip64: true }))).toEqual(expected);
  });

  it('reads names that are UTF-8 without saying so, in either form of letters', async () => {
    const bytes = await zipBytes([{ name: 'Mu\u0308ll.json', content: '[]' }]);
    // Bit 11 of the flags, in the local header and in the central directory.
    for (const signature of [0x04034b50, 0x02014b50]) {
      const at = bytes.indexOf(uint32(signature));
      bytes.writeUInt16LE(0, at + (signature === 0x04034b50 ? 6 : 8));
    }
    expect(Object.keys(await readAll(fileOf(bytes)))).toEqual(['M\u00fcll.json']);
  });

  it('leaves out folders', async () => {
    const path = await zipFile([
      { name: 'general/', content: '', isStored: true },
      { name: 'general/a.json', content: '[]' },
    ]);
    expect(Object.keys(await readAll(path))).toEqual(['general/a.json']);
  });
});

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

/** Writes at a place counted from the n-th record with a signature. */
function patch(bytes: Buffer, signature: number, offset: number, ...values: number[]): Buffer {
  const patched = Buffer.from(bytes);
  patched.set(values, patched.indexOf(uint32(signature)) + offset);
  return patched;
}

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

const small = () => zipBytes([{ name: 'a.json', content: '[{"text":"some text, some text"}]' }]);
const stored = (content: string | Buffer) => zipBytes([{ name: 'a.json', content, isStored: true }]);

describe('a ZIP that is of no use', () => {
  it.each<[string, string, string, () => Promise<string> | string]>([
    ['no file', 'export_unreadable', 'does not exist', () => join(temporaryFolder(), 'none.zip')],
    ['a folder', 'export_unreadable', 'is not a file', () => temporaryFolder()],
    ['no ZIP', 'export_not_zip', 'is not a whole ZIP file', () => fileOf(Buffer.from('{"ok":true}'))],
    ['an empty file', 'export_not_zip', 'is not a whole ZIP file', () => fileOf(Buffer.alloc(0))],
    [
      'a ZIP without its end',
      'export_not_zip',
      'truncated',
      async () => fileOf((await small()).subarray(0, -30)),
    ],
    [
      'something behind its end',
      'export_not_zip',
      'extra bytes',
      async () => fileOf(Buffer.concat([await small(), Buffer.from('xx')])),
    ],
    [
      'a directory elsewhere',
      'export_broken_directory',
      'broken list of files',
      async () => fileOf(patch(await small(), END, 16, 1, 0)),
    ],
    [
      'a directory with a wrong line',
      'export_broken_directory',
      'broken list of files',
      async () => fileOf(patch(await small(), DIRECTORY, 0, 1)),
    ],
    [
      'fewer files than told',
      'export_broken_directory',
      'broken list of files',
      async () => fileOf(patch(await small(), END, 10, 9)),
    ],
    [
      'more files than told',
      'export_broken_directory',
      'more than the 0 files',
      async () => fileOf(patch(await small(), END, 10, 0)),
    ],
    [
      'a name that leads out',
      'export_bad_name',
      '../a.json',
      () => zipFile([{ name: '../a.json', content: '' }]),
    ],
    [
      'a name from the root',
      'export_bad_name',
      '/etc/a.json',
      () => zipFile([{ name: '/etc/a.json', content: '' }]),
    ],
    [
      'a name with a drive',
      'export_bad_name',
      'C:/a.json',
      () => zipFile([{ name: 'C:\\a.json', content: '' }]),
    ],
    [
      'files over one another',
      'export_overlaps',
      'share their bytes',
      async () => fileOf(patch(await small(), DIRECTORY, 20, 0, 0, 1)),
    ],
    [
      'a wrong checksum',
      'export_broken_entry',
      'checksum',
      async () => fileOf(patch(await small(), DIRECTORY, 16, 1, 2, 3, 4)),
    ],
    [
      'changed bytes',
      'export_broken_entry',
      'checksum',
      async () => fileOf(patch(await stored('[1]'), LOCAL, 37, 0x32)),
    ],
    [
      'bytes that are not deflated',
      'export_broken_entry',
      'cannot be unpacked',
      async () => fileOf(patch(await small(), LOCAL, 36, 0xff, 0xff, 0xff)),
    ],
    [
      'a file longer than told',
      'export_broken_entry',
      'cannot be unpacked',
      async () => fileOf(patch(await small(), DIRECTORY, 24, 3)),
    ],
    [
      'a file shorter than told',
      'export_broken_entry',
      'ends after',
      async () => fileOf(patch(await small(), DIRECTORY, 24, 99)),
    ],
    [
      'a header that is none',
      'export_broken_entry',
      'broken header',
      async () => fileOf(patch(await small(), LOCAL, 0, 1)),
    ],
    [
      'an encrypted file',
      'export_encrypted',
      'is encrypted',
      async () => fileOf(patch(await small(), DIRECTORY, 8, 1, 8)),
    ],
    [
      'an unknown method',
      'export_unknown_method',
      'method 93',
      async () => fileOf(patch(await small(), DIRECTORY, 10, 93)),
    ],
    [
      'a bomb',
      'export_suspicious_entry',
      'as no chat does',
      () => zipFile([{ name: 'a.json', content: Buffer.alloc(80_000_000, ' ') }]),
    ],
  ])('%s: one message with the file and what to do', async (_name, code, words, make) => {
    const path = await make();
    const error = await readAll(path).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code, remedy: expect.stringMatching(/\.$/) as string });
    expect((error as Error).message).toContain(path);
    expect((error as Error).message).toContain(words);
  });

  it('gives nothing of a small file that is not proved', async () => {
    const archive = await ZipArchive.open(fileOf(patch(await small(), DIRECTORY, 16, 1, 2, 3, 4)));
    const [entry] = await collect(archive.entries());
    await expect(archive.read(entry!).next()).rejects.toMatchObject({ code: 'export_broken_entry' });
    await archive.close();
  });

  it('may not be read', async () => {
    const path = await zipFile([]);
    chmodSync(path, 0);
    mkdirSync(`${path}.d`);
    // Root may read everything.
    if (process.getuid?.() === 0) return;
    await expect(readAll(path)).rejects.toMatchObject({ code: 'export_unreadable' });
  });

  it('tells when the file changes while it is read', async () => {
    const path = await zipFile([]);
    const archive = await ZipArchive.open(path);
    await archive.expectUnchanged();
    appendFileSync(path, 'x');
    await expect(archive.expectUnchanged()).rejects.toMatchObject({ code: 'export_changed' });
    await archive.close();
  });
});
