import type { Stream, Table } from '@etl/core';
import type { Path } from './files/path.js';
import type { ConfigIssue } from './issues/config-issue.js';
import { suggest } from './issues/suggest.js';
import { InvalidConfigError } from './issues/invalid-config-error.js';
import type { ConfiguredSource } from './pipeline-config.js';

/**
 * Checks the selected names against the streams the source turned out to have.
 *
 * @throws InvalidConfigError with every name that no stream, table or column answers to, and the nearest that exists.
 */
export function checkSelection(source: ConfiguredSource, streams: readonly Stream[]): void {
  const { selection } = source;
  const tables = new Map(streams.flatMap((stream) => stream.tables).map((table) => [table.name, table]));
  const streamNames = streams.map((stream) => stream.name);
  const issues = [
    ...checkNames(source, 'stream', ['source', 'streams'], selection.streams, streamNames),
    ...checkNames(source, 'table', ['destination', 'tables'], selection.tables, [...tables.keys()]),
    ...checkColumns(source, tables),
  ];
  if (issues.length > 0) throw new InvalidConfigError(issues);
}

function checkColumns(source: ConfiguredSource, tables: ReadonlyMap<string, Table>): ConfigIssue[] {
  return Object.entries(source.selection.columns ?? {}).flatMap(([name, columns]) => {
    const path = ['destination', 'columns', name];
    const table = tables.get(name);
    if (table === undefined) return [unknownName(source, 'table', path, name, [...tables.keys()])];
    const known = table.fields.map((field) => field.name);
    return checkNames(source, 'column', path, columns, known);
  });
}

function checkNames(
  source: ConfiguredSource,
  kind: string,
  path: Path,
  names: readonly string[] | undefined,
  known: readonly string[],
): ConfigIssue[] {
  return (names ?? []).flatMap((name, index) =>
    known.includes(name) ? [] : [unknownName(source, kind, [...path, index], name, known)],
  );
}

function unknownName(
  source: ConfiguredSource,
  kind: string,
  path: Path,
  name: string,
  known: readonly string[],
): ConfigIssue {
  const message = `Found the ${kind} \`${name}\`, which the source \`${source.name}\` does not have.`;
  return source.origin.issueAt(path, `unknown_${kind}`, message, suggest(name, known));
}
