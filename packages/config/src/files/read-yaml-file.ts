import { isAlias, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { ConfigIssue } from '../issues/config-issue.js';
import { readTextFile, type FileProblem } from './read-text-file.js';
import { positionAt, YamlFile } from './yaml-file.js';
import { yamlProblem } from './yaml-problems.js';

/** More would be an alias bomb, not a configuration. */
const MAX_ALIASES = 50;

/** Reads one YAML file whose root is a map. Problems go to `issues`, and `undefined` is returned. */
export async function readYamlFile(
  path: string,
  file: string,
  issues: ConfigIssue[],
): Promise<YamlFile | undefined> {
  const read = await readTextFile(path);
  if ('problem' in read) {
    issues.push({ ...read.problem, file, path: '' });
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(read.text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const problems = [...syntaxProblems(document), ...aliasProblems(document)];
  const [first] = problems;
  if (first !== undefined) {
    // One slip makes the parser stumble several times; the first place is the one to look at.
    issues.push({ ...first.problem, file, ...positionAt(lines, first.offset), path: '' });
    return undefined;
  }
  return withMapAtRoot(document, lines, file, issues);
}

interface PlacedProblem {
  readonly problem: FileProblem;
  readonly offset: number;
}

function syntaxProblems(document: Document): PlacedProblem[] {
  return [...document.errors, ...document.warnings].map(({ code, pos }) => ({
    problem: yamlProblem(code),
    offset: pos[0],
  }));
}

function aliasProblems(document: Document): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  let aliases = 0;
  visit(document, {
    Alias(_, node, ancestors) {
      aliases += 1;
      const target = node.resolve(document);
      if (target === undefined || ancestors.includes(target) || aliases > MAX_ALIASES || hasAlias(target)) {
        problems.push({ problem: problemOfAlias(target, aliases), offset: node.range?.[0] ?? 0 });
      }
    },
  });
  return problems;
}

function problemOfAlias(target: unknown, aliases: number): FileProblem {
  if (target === undefined) return yamlProblem('BAD_ALIAS');
  return {
    code: 'yaml_aliases',
    message:
      aliases > MAX_ALIASES
        ? `The file uses more than ${MAX_ALIASES} aliases.`
        : 'This alias stands for a value that holds aliases or itself.',
    remedy: 'Write the values out.',
  };
}

function hasAlias(node: Parameters<typeof visit>[0]): boolean {
  let found = false;
  visit(node, {
    Node(_, inner) {
      if (isAlias(inner)) found = true;
    },
  });
  return found;
}

function withMapAtRoot(
  document: Document,
  lines: LineCounter,
  file: string,
  issues: ConfigIssue[],
): YamlFile | undefined {
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new YamlFile({ file, value, document, lines });
  }
  issues.push(value === null ? emptyFile(file) : noMap(file, value));
  return undefined;
}

function emptyFile(file: string): ConfigIssue {
  return {
    code: 'file_empty',
    file,
    path: '',
    message: 'The file is empty.',
    remedy: 'Fill it, or remove it.',
  };
}

function noMap(file: string, value: unknown): ConfigIssue {
  return {
    code: 'not_a_map',
    file,
    line: 1,
    column: 1,
    path: '',
    message: `Expected a map of keys, found ${Array.isArray(value) ? 'a list' : 'a single value'}.`,
    remedy: 'Begin with `key: value` lines.',
  };
}
