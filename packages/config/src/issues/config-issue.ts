/** One thing to mend in the configuration, complete enough to be shown alone. */
export interface ConfigIssue {
  /** Stable, snake_case: `unknown_key`, `missing_variable`, … */
  readonly code: string;
  /** As the user named the directory, e.g. `configs/sources/gong.yaml`. */
  readonly file: string;
  /** From 1. Absent when the problem is the file itself. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** Keys from the root of the file, e.g. `source.config.api_token`; empty for the file itself. */
  readonly path: string;
  /** What is wrong, with what was found; never a secret. */
  readonly message: string;
  /** What to write. */
  readonly remedy: string;
}

/** `file:line:column path`, as editors and terminals link it. */
export function locationOf(issue: ConfigIssue): string {
  const position = issue.line === undefined ? '' : `:${issue.line}:${issue.column ?? 1}`;
  const path = issue.path === '' ? '' : ` ${issue.path}`;
  return `${issue.file}${position}${path}`;
}
