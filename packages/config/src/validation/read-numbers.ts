import { valueAt } from '../files/path.js';
import type { ZodIssue } from './flatten-issues.js';
import { variablesAt, type Section } from './section.js';

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Variables are text. Where one makes up the whole scalar and the schema wants a number or boolean, this puts that in its
 * place; `undefined` when there is nothing of the kind.
 */
export function readNumbers(section: Section, issues: readonly ZodIssue[]): unknown {
  const value = structuredClone(section.value);
  let changed = false;
  for (const issue of issues) {
    if (issue.code !== 'invalid_type' || variablesAt(section, issue.path as string[])?.whole !== true)
      continue;
    const converted = convert(valueAt(value, issue.path as string[]), issue.expected);
    if (converted === undefined) continue;
    const parent = valueAt(value, issue.path.slice(0, -1) as string[]) as Record<PropertyKey, unknown>;
    parent[issue.path.at(-1) ?? ''] = converted;
    changed = true;
  }
  return changed ? value : undefined;
}

function convert(text: unknown, expected: string): number | boolean | undefined {
  if (typeof text !== 'string') return undefined;
  if (expected === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if (expected !== 'boolean' && NUMBER.test(text)) return Number(text);
  return undefined;
}
