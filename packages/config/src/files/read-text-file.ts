import { readFile } from 'node:fs/promises';

/** What keeps a file from being used, without its place. */
export interface FileProblem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export type TextFile = { readonly text: string } | { readonly problem: FileProblem };

const PROBLEMS: Readonly<Record<string, FileProblem>> = {
  ENOENT: { code: 'file_missing', message: 'The file does not exist.', remedy: 'Create it.' },
  ENOTDIR: {
    code: 'file_missing',
    message: 'Its directory does not exist.',
    remedy: 'Create it, or name another directory with --config.',
  },
  EISDIR: {
    code: 'file_is_directory',
    message: 'Found a directory where a file is expected.',
    remedy: 'Move it away and write a file of this name.',
  },
  EACCES: {
    code: 'file_unreadable',
    message: 'The file may not be read by this user.',
    remedy: 'Give the user who runs this read permission.',
  },
};

/** Reads UTF-8 text, with or without byte order mark, and tells apart what can be wrong with a file. */
export async function readTextFile(path: string): Promise<TextFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { problem: problemOf(error as NodeJS.ErrnoException) };
  }
  return decode(bytes);
}

function problemOf(error: NodeJS.ErrnoException): FileProblem {
  const code = error.code === 'EPERM' ? 'EACCES' : (error.code ?? '');
  return (
    PROBLEMS[code] ?? {
      code: 'file_unreadable',
      message: `The file cannot be read (${code}).`,
      remedy: 'Check the disk and the permissions.',
    }
  );
}

function decode(bytes: Buffer): TextFile {
  if (isUtf16(bytes)) {
    return {
      problem: {
        code: 'file_encoding',
        message: 'The file is written in UTF-16.',
        remedy: 'Save it as UTF-8.',
      },
    };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return { text };
  } catch {
    // Falls through: bytes that are no UTF-8 are reported like bytes that are no text.
  }
  return {
    problem: {
      code: 'file_encoding',
      message: 'The file is not text in UTF-8.',
      remedy: 'Save it as UTF-8, or remove it if it is not meant to be here.',
    },
  };
}

function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff';
}
