import { isEtlError } from '@etl/core';
import { describe, expect, it } from 'vitest';
import type { ConfigIssue } from './config-issue.js';
import { InvalidConfigError } from './invalid-config-error.js';

const TOKEN: ConfigIssue = {
  code: 'unknown_key',
  file: 'configs/sources/gong.yaml',
  line: 6,
  column: 5,
  path: 'source.config.api_tokn',
  message: 'The key `api_tokn` is unknown.',
  remedy: 'Did you mean `api_token`?',
};
const EMPTY: ConfigIssue = {
  code: 'file_empty',
  file: 'configs/pipeline.yaml',
  path: '',
  message: 'The file is empty.',
  remedy: 'Fill it, or remove it.',
};

describe('InvalidConfigError', () => {
  it('with one issue is that issue', () => {
    const error = new InvalidConfigError([TOKEN]);
    expect(isEtlError(error) && error.kind).toBe('config');
    expect(error.code).toBe('unknown_key');
    expect(error.describe()).toBe(
      'configs/sources/gong.yaml:6:5 source.config.api_tokn: The key `api_tokn` is unknown. Did you mean `api_token`?',
    );
  });

  it('with several has a line for each, in the order of files, lines and columns', () => {
    const later = { ...TOKEN, line: 7 };
    const right = { ...TOKEN, column: 9 };
    const error = new InvalidConfigError([later, right, TOKEN, EMPTY]);
    expect(error.code).toBe('invalid_configuration');
    expect(error.issues).toEqual([EMPTY, TOKEN, right, later]);
    const slip = 'source.config.api_tokn: The key `api_tokn` is unknown. Did you mean `api_token`?';
    expect(error.describe()).toBe(
      [
        'The configuration has 4 problems:',
        '  configs/pipeline.yaml: The file is empty. Fill it, or remove it.',
        `  configs/sources/gong.yaml:6:5 ${slip}`,
        `  configs/sources/gong.yaml:6:9 ${slip}`,
        `  configs/sources/gong.yaml:7:5 ${slip}`,
      ].join('\n'),
    );
  });
});
