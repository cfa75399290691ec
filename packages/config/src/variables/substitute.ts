import { formatPath, type Path } from '../files/path.js';
import type { YamlFile } from '../files/yaml-file.js';
import type { ConfigIssue } from '../issues/config-issue.js';
import { looksSecret } from '../validation/secret-names.js';
import { expandText } from './expand-text.js';
import type { Environment } from './load-environment.js';

/**
 * What a missing variable means. `required`: an error; `optional`: the value counts as not written; `unused`: nobody will
 * look at the value, so it may stay as it is.
 */
export type VariableUse = 'required' | 'optional' | 'unused';

export interface SubstituteOptions {
  readonly environment: Environment;
  readonly useAt: (path: Path) => VariableUse;
  readonly issues: ConfigIssue[];
  /** Another way out than setting a missing variable, as a sentence. */
  readonly wayOut?: string;
}

/** A file whose variables are put in. */
export interface SubstitutedFile {
  readonly yaml: YamlFile;
  readonly value: unknown;
  /** Variables by the path of the scalar they are in. */
  readonly variables: ReadonlyMap<string, ScalarVariables>;
}

export interface ScalarVariables {
  readonly names: readonly string[];
  readonly missing: readonly string[];
  readonly whole: boolean;
}

/**
 * Puts variables into the file's text scalars, after parsing, so that no value can change the file's structure. A key
 * without value counts as not written.
 */
export function substitute(yaml: YamlFile, options: SubstituteOptions): SubstitutedFile {
  const variables = new Map<string, ScalarVariables>();

  function walk(value: unknown, path: Path): unknown {
    if (typeof value === 'string') return expandScalar(value, path);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value ?? undefined;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
  }

  function expandScalar(template: string, path: Path): string | undefined {
    const use = options.useAt(path);
    if (use === 'unused' || !template.includes('${')) return template;
    const { text, used, missing, malformed, whole } = expandText(template, options.environment);
    variables.set(formatPath(path), { names: used, missing, whole });
    for (const reference of malformed) options.issues.push(malformedReference(yaml, path, reference));
    if (missing.length === 0) return text;
    if (use === 'required') {
      for (const name of missing) options.issues.push(missingVariable(yaml, path, name, options.wayOut));
    }
    return undefined;
  }

  return { yaml, value: walk(yaml.value, []), variables };
}

function missingVariable(yaml: YamlFile, path: Path, name: string, wayOut?: string): ConfigIssue {
  const set = `Set it, or write it into .env: .env.example shows how. Or give it a default: \${${name}:-value}.`;
  return yaml.issueAt(
    path,
    'missing_variable',
    `The environment variable ${name} is not set or is empty.`,
    wayOut === undefined ? set : `${set} ${wayOut}`,
  );
}

function malformedReference(yaml: YamlFile, path: Path, reference: string): ConfigIssue {
  return yaml.issueAt(
    path,
    'malformed_variable',
    // Invariant 9: in a credential written out, the characters after a dollar and brace are part of it.
    `Found ${looksSecret(String(path.at(-1))) ? 'a dollar and brace' : JSON.stringify(reference)}, which is no reference to a variable.`,
    'Write ${NAME} or ${NAME:-default}; for a literal dollar and brace write $${.',
  );
}
