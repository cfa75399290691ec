import type { Logger, Redactor } from '@etl/core';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Log lines of at least `threshold` on stderr, without credentials (Invariant 9). */
export function createStderrLogger(
  threshold: LogLevel,
  redactor: Redactor,
  write: (text: string) => void,
): Logger {
  const log =
    (level: LogLevel) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(threshold)) return;
      const details = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
      write(redactor.redact(`${level}: ${message}${details}\n`));
    };
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}
