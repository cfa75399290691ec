import { Redactor } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { createStderrLogger, type LogLevel } from './stderr-logger.js';

function logAll(threshold: LogLevel, redactor = new Redactor()): string[] {
  const lines: string[] = [];
  const logger = createStderrLogger(threshold, redactor, (text) => lines.push(text));
  logger.debug('one', { url: 'https://a/?k=s3cret-value' });
  logger.info('two');
  logger.warn('three s3cret-value');
  logger.error('four', {});
  return lines;
}

describe('the log on stderr', () => {
  it('keeps to the threshold', () => {
    expect(logAll('error')).toEqual(['error: four\n']);
    expect(logAll('warn')).toEqual(['warn: three s3cret-value\n', 'error: four\n']);
    expect(logAll('debug')).toHaveLength(4);
  });

  it('shows fields as JSON, and no credential in text or fields', () => {
    const redactor = new Redactor();
    redactor.add('s3cret-value');
    expect(logAll('debug', redactor)).toEqual([
      'debug: one {"url":"https://a/?k=***"}\n',
      'info: two\n',
      'warn: three ***\n',
      'error: four\n',
    ]);
  });
});
