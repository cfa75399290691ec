import { ConfigError, type EtlErrorOptions } from '@etl/core';
import { locationOf, type ConfigIssue } from './config-issue.js';

/**
 * Everything wrong with a configuration, at once.
 *
 * With one issue it reads like that issue (its code, location, message and remedy); with several the code is
 * `invalid_configuration` and the message has a line for each.
 */
export class InvalidConfigError extends ConfigError {
  /** In the order of files and lines; at least one. */
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    const sorted = [...issues].sort(inOrderOfPlace);
    super(optionsFor(sorted));
    this.issues = sorted;
  }
}

function inOrderOfPlace(left: ConfigIssue, right: ConfigIssue): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}

function optionsFor(issues: readonly ConfigIssue[]): EtlErrorOptions {
  const [only, ...others] = issues;
  if (only !== undefined && others.length === 0) {
    return { code: only.code, message: only.message, remedy: only.remedy, location: locationOf(only) };
  }
  const lines = issues.map((issue) => `  ${locationOf(issue)}: ${issue.message} ${issue.remedy}`);
  return {
    code: 'invalid_configuration',
    message: [`The configuration has ${issues.length} problems:`, ...lines].join('\n'),
  };
}
