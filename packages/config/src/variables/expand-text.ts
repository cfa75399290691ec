import type { Environment } from './load-environment.js';

const REFERENCE = /\$\$\{|\$\{([^}]*)(\}?)/g;
const BODY = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;

/** A text with its variables put in, and what was found on the way. */
export interface ExpandedText {
  readonly text: string;
  /** Variables that gave a value. */
  readonly used: readonly string[];
  /** Variables without value and default. An empty value counts as none. */
  readonly missing: readonly string[];
  /** References that are not written as `${NAME}` or `${NAME:-default}`. */
  readonly malformed: readonly string[];
  /** Whether variables make up all of it, so that it may stand for a number or boolean. */
  readonly whole: boolean;
}

/** Puts variables into one scalar. `$${` stands for a literal `${`; values are never expanded again. */
export function expandText(template: string, environment: Environment): ExpandedText {
  const used: string[] = [];
  const missing: string[] = [];
  const malformed: string[] = [];
  const text = template.replace(REFERENCE, (reference: string, body: string | undefined, end: string) => {
    if (body === undefined) return '${';
    const [, name, fallback] = (end === '' ? null : BODY.exec(body)) ?? [];
    if (name === undefined) {
      malformed.push(reference);
      return reference;
    }
    return valueOf(name, fallback);
  });

  function valueOf(name: string, fallback: string | undefined): string {
    const value = environment[name] ?? '';
    if (value !== '') used.push(name);
    else if (fallback === undefined) missing.push(name);
    return value === '' ? (fallback ?? '') : value;
  }

  const whole = template.replace(REFERENCE, '') === '' && template !== '';
  return { text, used, missing, malformed, whole };
}
