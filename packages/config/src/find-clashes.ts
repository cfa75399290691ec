import type { ConfigIssue } from './issues/config-issue.js';
import type { DeclaredSource } from './pipeline-config.js';

/** Sources that would write over each other: the same name, or the same tables of the same schema. */
export function findClashes(sources: readonly DeclaredSource[]): ConfigIssue[] {
  return sources.flatMap((source, index) => {
    const earlier = sources.slice(0, index);
    const twin = earlier.find(({ name }) => sameName(name, source.name));
    if (twin !== undefined) return [duplicateName(source, twin)];
    const neighbour = earlier.find((other) => shareTables(source, other));
    return neighbour === undefined ? [] : [sharedSchema(source, neighbour)];
  });
}

function duplicateName(source: DeclaredSource, twin: DeclaredSource): ConfigIssue {
  return source.origin.issueAt(
    ['source', 'name'],
    'duplicate_source',
    `Found the name \`${source.name}\`, which ${twin.origin.file} has too.`,
    'Give each source a name of its own.',
  );
}

function sharedSchema(source: DeclaredSource, neighbour: DeclaredSource): ConfigIssue {
  return source.origin.issueAt(
    ['destination', 'schema'],
    'shared_schema',
    `Found the schema \`${source.schema}\`, whose tables the source \`${neighbour.name}\` may fill too.`,
    'Give each source a schema of its own, or select tables of different names in both.',
  );
}

function shareTables(one: DeclaredSource, other: DeclaredSource): boolean {
  if (!sameName(one.schema, other.schema)) return false;
  const [left, right] = [one.selection.tables, other.selection.tables];
  return left === undefined || right === undefined || left.some((table) => right.includes(table));
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
