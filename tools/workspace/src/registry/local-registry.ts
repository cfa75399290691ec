import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What `npm publish` sends and `npm install` asks for: every version of one package. */
interface Packument {
  name: string;
  versions: Record<string, { dist?: Record<string, string> }>;
  'dist-tags': Record<string, string>;
  _attachments?: Record<string, { data: string }>;
}

/** An npm registry on 127.0.0.1 that forgets everything when it is closed. */
export interface LocalRegistry {
  readonly url: string;
  /** Names of the packages that were published. */
  published(): string[];
  close(): Promise<void>;
}

export async function startLocalRegistry(): Promise<LocalRegistry> {
  const shelf = new Shelf();
  const server = createServer((request, response) => {
    void answer(shelf, request, response).catch((error: unknown) =>
      response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shelf.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: shelf.url,
    published: () => [...shelf.packuments.keys()].sort(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Shelf {
  url = '';
  readonly packuments = new Map<string, Packument>();
  readonly tarballs = new Map<string, Buffer>();

  /** @returns false when a version is there already: versions are never replaced. */
  publish({ _attachments: attachments = {}, ...sent }: Packument): boolean {
    const known = this.packuments.get(sent.name);
    if (Object.keys(sent.versions).some((version) => known?.versions[version] !== undefined)) return false;
    const [attachment] = Object.values(attachments);
    const tarball = Buffer.from(attachment?.data ?? '', 'base64');
    for (const [version, manifest] of Object.entries(sent.versions)) {
      const path = `/tarballs/${encodeURIComponent(`${sent.name}-${version}`)}.tgz`;
      this.tarballs.set(path, tarball);
      const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
      manifest.dist = { tarball: `${this.url}${path}`, integrity };
    }
    this.packuments.set(sent.name, {
      ...sent,
      versions: { ...known?.versions, ...sent.versions },
      'dist-tags': { ...known?.['dist-tags'], ...sent['dist-tags'] },
    });
    return true;
  }
}

async function answer(shelf: Shelf, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (request.method === 'PUT') {
    const sent = JSON.parse((await buffer(request)).toString()) as Packument;
    response.writeHead(shelf.publish(sent) ? 201 : 403).end('{}');
    return;
  }
  const found = shelf.tarballs.get(path) ?? findPackument(shelf, path);
  response.writeHead(found === undefined ? 404 : 200).end(found ?? '{}');
}

function findPackument(shelf: Shelf, path: string): string | undefined {
  const packument = shelf.packuments.get(decodeURIComponent(path.slice(1)));
  return packument === undefined ? undefined : JSON.stringify(packument);
}
