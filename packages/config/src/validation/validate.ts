import type { z } from 'zod';
import type { ConfigIssue } from '../issues/config-issue.js';
import { didYouMean } from '../issues/suggest.js';
import { explainIssue } from './explain-issue.js';
import { flattenIssues } from './flatten-issues.js';
import { readNumbers } from './read-numbers.js';
import type { Section } from './section.js';

/** The section as its schema puts it out, or `undefined` with every complaint in `issues`. */
export function validate<Output>(
  section: Section & { readonly schema: z.ZodType<Output> },
  issues: ConfigIssue[],
): Output | undefined {
  const first = section.schema.safeParse(section.value);
  if (first.success) return first.data;
  const converted = readNumbers(section, first.error.issues);
  const last = converted === undefined ? first : section.schema.safeParse(converted);
  if (last.success) return last.data;
  const found = flattenIssues(last.error.issues).flatMap((issue) => explainIssue(issue, section));
  issues.push(...found.filter((issue) => !isConsequence(issue, [...issues, ...found])));
  return undefined;
}

/** A value that is missing because its variable is, or because its key is misspelt, has been complained about already. */
function isConsequence({ code, file, path }: ConfigIssue, others: readonly ConfigIssue[]): boolean {
  if (
    others.some((other) => other.code === 'missing_variable' && other.file === file && other.path === path)
  ) {
    return true;
  }
  const [parent, key] = splitPath(path);
  return others.some(
    (other) =>
      code === 'missing_key' &&
      other.code === 'unknown_key' &&
      splitPath(other.path)[0] === parent &&
      other.remedy === didYouMean(key),
  );
}

function splitPath(path: string): [parent: string, key: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)];
}
