import type { z } from 'zod';

export type ZodIssue = z.core.$ZodIssue;

/**
 * Where a value has the right type for only one alternative of a union, that alternative's issues say more than the
 * union's own.
 */
export function flattenIssues(issues: readonly ZodIssue[]): ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const fitting = issue.errors.filter((branch) => !branch.some(isWrongTypeAtRoot));
    const [only, ...others] = fitting;
    if (only === undefined || others.length > 0 || !reachesInside(only)) return [issue];
    return flattenIssues(only.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  });
}

function isWrongTypeAtRoot(issue: ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function reachesInside(issues: readonly ZodIssue[]): boolean {
  return issues.some((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys');
}
