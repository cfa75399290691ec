/** Serves generated records in pages of 100 over HTTP, in a process of its own. Arguments: records, revision. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildRecord } from './records.ts';

const PAGE = 100;
const [total = 0, revision = 0] = process.argv.slice(2).map(Number);

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const start = Number(searchParams.get('start') ?? 0);
  const end = Math.min(start + PAGE, total);
  const records = Array.from({ length: end - start }, (_, index) => buildRecord(start + index, revision));
  const next = end < total ? `"next":"${end}",` : '';
  response.setHeader('content-type', 'application/json');
  response.end(`{${next}"records":[${records.join(',')}]}`);
});

server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
