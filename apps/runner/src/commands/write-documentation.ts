import type { DestinationCapabilities } from '@etl/core';
import { documentTable, type DocumentedTable } from '../documentation/documented-table.js';
import { renderIndex, renderTable } from '../documentation/render-markdown.js';
import { writeFiles } from '../output/write-files.js';
import type { ActionContext } from '../run-action.js';
import type { DiscoveredStream } from './discover.js';

/** Documents the selected tables as the destination will have them: to stdout, or a file for each and an index. */
export async function writeDocumentation(
  streams: readonly DiscoveredStream[],
  capabilities: DestinationCapabilities,
  { io, options }: ActionContext,
): Promise<void> {
  const tables = streams.flatMap((stream) => documentStream(stream, capabilities));
  const documents = tables.map((table) => renderTable(table, capabilities.dialect));
  const { output } = options;
  if (output !== undefined) {
    const files = new Map(tables.map((table, index) => [fileOf(table), documents[index] ?? '']));
    files.set('README.md', renderIndex(tables, fileOf));
    await writeFiles('The documentation', output, files, (path) => {
      io.out(options.json === true ? `${JSON.stringify({ type: 'file', path })}\n` : `${path}\n`);
    });
  } else if (options.json === true) {
    for (const [index, { schema, name }] of tables.entries())
      io.out(`${JSON.stringify({ type: 'document', schema, table: name, markdown: documents[index] })}\n`);
  } else io.out(documents.join('\n'));
}

function documentStream(
  { source, schema, stream, tables }: DiscoveredStream,
  capabilities: DestinationCapabilities,
): DocumentedTable[] {
  const filledBy = `stream ${source}.${stream.name}`;
  return tables.flatMap(({ selected }) =>
    selected === undefined ? [] : [documentTable(selected, { schema, filledBy }, capabilities)],
  );
}

function fileOf({ schema, name }: DocumentedTable): string {
  return `${schema}.${name}.md`;
}
