import type { z } from 'zod';
import type { ConfigIssue } from '../issues/config-issue.js';
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
  issues.push(...found.filter((issue) => !isConsequence(issue, issues)));
  return undefined;
}

/** That a value is missing because its variable is has been said already. */
function isConsequence({ file, path }: ConfigIssue, earlier: readonly ConfigIssue[]): boolean {
  return earlier.some(
    (issue) => issue.code === 'missing_variable' && issue.file === file && issue.path === path,
  );
}
