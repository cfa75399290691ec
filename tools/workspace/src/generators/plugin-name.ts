import ts from 'typescript';

/** What can be generated: `packages/<kind>-<name>`. */
export type PluginKind = 'connector' | 'destination' | 'transformer';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Names that the templates themselves use for something else. */
const TAKEN = 'await collect connector describe destination expect it kit sql transformer z'.split(' ');

/** Why a plugin cannot have this name, and what to write instead; `undefined` when it can. */
export function findNameProblem(name: string, kind: PluginKind): string | undefined {
  if (!NAME.test(name)) {
    return `"${name}" cannot name a package: write lower-case words and digits with hyphens between them, a letter first, e.g. "acme-crm".`;
  }
  const [, rest] = prefixOf(kind).exec(name) ?? [];
  if (rest !== undefined) {
    return `Leave the prefix out, configurations do so, too: "${rest}" makes @etl/${kind}-${rest}.`;
  }
  if (name.includes(`-${kind}-`)) {
    return `"${name}" would be taken for a whole package name in a configuration: leave "${kind}" out of it.`;
  }
  if (isWordOfTypeScript(name) || TAKEN.includes(name)) {
    return `"${name}" has a meaning of its own in the generated code: add a word, e.g. "${name}-crm".`;
  }
  return undefined;
}

function prefixOf(kind: PluginKind): RegExp {
  return kind === 'connector' ? /^(?:connector|source)-(.+)$/ : new RegExp(`^${kind}-(.+)$`);
}

function isWordOfTypeScript(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, name);
  const kind = scanner.scan();
  return (
    scanner.getTokenEnd() === name.length &&
    kind >= ts.SyntaxKind.FirstReservedWord &&
    kind <= ts.SyntaxKind.LastFutureReservedWord
  );
}
