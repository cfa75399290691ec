import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

type Decompress = (body: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const BY_ENCODING: Readonly<Record<string, Decompress>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  identity: (body) => Promise.resolve(body),
};

/** The body as it was before compression. Fails when it was cut off, or grows beyond `maxBytes`. */
export async function decompress(
  body: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  if (encoding === undefined || body.byteLength === 0) return body;
  const known = BY_ENCODING[encoding.trim().toLowerCase()];
  if (known === undefined) throw new UndecodableBody(`its encoding "${encoding}" is unknown`);
  try {
    return await known(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw cause;
    throw new UndecodableBody(`${encoding}: ${(cause as Error).message}`);
  }
}

/** A compressed body that is broken or was cut off. */
export class UndecodableBody extends Error {
  override readonly name = 'UndecodableBody';
}
