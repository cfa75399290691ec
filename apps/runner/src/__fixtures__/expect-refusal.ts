import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Ended } from './etl-process.js';

export interface Refusal {
  readonly code: number;
  /** What stderr says, in order: where, what was found, what to do. */
  readonly says: readonly (string | RegExp)[];
  /** Messages on stderr; default 1. */
  readonly messages?: number;
}

/** One clear message on stderr and the right exit code; nothing of the program's insides. */
export function expectRefusal({ code, stdout, stderr }: Ended, refusal: Refusal): void {
  const lines = stderr.split('\n').filter((line) => line !== '');
  for (const part of refusal.says) {
    if (typeof part === 'string') expect(stderr).toContain(part);
    else expect(stderr).toMatch(part);
  }
  expect(code).toBe(refusal.code);
  expect(lines).toHaveLength(refusal.messages ?? 1);
  expect(stdout + stderr).not.toMatch(
    /\n\s+at |node:internal|undefined|\[object |\.\.|(gong|hubspot|slack)-secret/,
  );
}

/** Tells whether a file is still what it was; `undefined` while there is none. */
export async function digestOf(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    return undefined;
  }
}
