import {
  documentModelTable,
  documentTable,
  type DocumentedTable,
} from '../documentation/documented-table.js';
import { renderIndex, renderTable } from '../documentation/render-markdown.js';
import { writeFiles } from '../output/write-files.js';
import type { Project } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';
import type { DiscoveredStream } from './discover.js';

/**
 * Documents the tables as the destination will have them, those that streams fill and those that transformers build: to
 * stdout, or a file for each and an index.
 */
export async function writeDocumentation(
  streams: readonly DiscoveredStream[],
  project: Project,
  { io, options }: ActionContext,
): Promise<void> {
  const { capabilities } = project.destination;
  const tables = [
    ...streams.flatMap((stream) => documentStream(stream, project)),
    // A single stream was asked for, not what is made of it.
    ...(options.stream === undefined ? documentModels(project) : []),
  ];
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
  { destination: { capabilities } }: Project,
): DocumentedTable[] {
  const filledBy = `stream ${source}.${stream.name}`;
  return tables.flatMap(({ selected }) =>
    selected === undefined ? [] : [documentTable(selected, { schema, filledBy }, capabilities)],
  );
}

function documentModels({ models, schemas, destination: { capabilities } }: Project): DocumentedTable[] {
  return models.flatMap((model) =>
    model.describe(schemas).map((table) => documentModelTable(table, model.name, capabilities)),
  );
}

function fileOf({ schema, name }: DocumentedTable): string {
  return `${schema}.${name}.md`;
}
