/** Serves a file of records, one a line, in pages of 100 over HTTP, in a process of its own. Argument: the file. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = 100;
const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const [path = ''] = process.argv.slice(2);

/** Where each page begins, and where the last one ends. */
async function findPages(): Promise<number[]> {
  const starts = [0];
  let lines = 0;
  let at = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    for (let found = chunk.indexOf(LINE_FEED); found !== -1; found = chunk.indexOf(LINE_FEED, found + 1)) {
      lines += 1;
      if (lines % PAGE === 0) starts.push(at + found + 1);
    }
    at += chunk.length;
  }
  return starts.at(-1) === at ? starts : [...starts, at];
}

const starts = await findPages();
const file = await open(path, 'r');

async function readPage(page: number): Promise<Buffer> {
  const [start = 0, end = 0] = starts.slice(page, page + 2);
  const records = Buffer.allocUnsafe(end - start - 1);
  await file.read(records, 0, records.length, start);
  for (let at = records.indexOf(LINE_FEED); at !== -1; at = records.indexOf(LINE_FEED, at + 1))
    records[at] = COMMA;
  const next = page + 2 < starts.length ? `"next":"${page + 1}",` : '';
  return Buffer.concat([Buffer.from(`{${next}"records":[`), records, Buffer.from(']}')]);
}

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  void readPage(Number(searchParams.get('page') ?? 0)).then((page) => {
    response.setHeader('content-type', 'application/json');
    response.end(page);
  });
});

server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
