import { valueAt, type Path } from '../files/path.js';
import type { ConfigIssue } from '../issues/config-issue.js';
import { describeType, describeValue, typeWords } from '../issues/describe-value.js';
import { suggest } from '../issues/suggest.js';
import type { ZodIssue } from './flatten-issues.js';
import { descriptionAt, isSecretAt, knownKeys } from './schema-at.js';
import { looksSecret } from './secret-names.js';
import { issueIn, variablesAt, type Section } from './section.js';

/** A schema's complaint in words for the person who wrote the file: what was found, and what to write. */
export function explainIssue(issue: ZodIssue, section: Section): ConfigIssue[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, path, section));
  }
  if (valueAt(section.value, path) === undefined) return [missingKey(issue, path, section)];
  return [wrongValue(issue, path, section)];
}

function unknownKey(key: string, path: Path, section: Section): ConfigIssue {
  const remedy = suggest(key, knownKeys(section.jsonSchema, path));
  return issueIn(section, [...path, key], 'unknown_key', `The key \`${key}\` is unknown.`, remedy);
}

function missingKey(issue: ZodIssue, path: Path, section: Section): ConfigIssue {
  const missing = variablesAt(section, path)?.missing ?? [];
  const message =
    missing.length === 0
      ? `Found nothing: the key \`${String(path.at(-1))}\` is missing.`
      : `Found nothing: the variable ${missing.join(', ')} is not set.`;
  const remedy = adviceOf(issue) ?? `Add it. ${descriptionAt(section.jsonSchema, path) ?? ''}`.trim();
  return issueIn(section, path, 'missing_key', message, remedy);
}

function wrongValue(issue: ZodIssue, path: Path, section: Section): ConfigIssue {
  const found = shownValue(path, section);
  const advice = adviceOf(issue);
  if (issue.code === 'invalid_type') {
    const expected = typeWords(issue.expected);
    const message = `Expected ${expected}, found ${found}.`;
    return issueIn(section, path, 'wrong_type', message, advice ?? remedyFor(path, section, expected));
  }
  if (advice !== undefined) {
    return issueIn(section, path, 'invalid_value', `Found ${found}, which is not accepted.`, advice);
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    const value = String(valueAt(section.value, path));
    return issueIn(
      section,
      path,
      'invalid_value',
      `Found ${found}, which is not accepted.`,
      suggest(value, known),
    );
  }
  const message = `Found ${found}: ${issue.message}.`;
  return issueIn(section, path, 'invalid_value', message, remedyFor(path, section, 'another value'));
}

function remedyFor(path: Path, section: Section, expected: string): string {
  const description = descriptionAt(section.jsonSchema, path);
  return `Write ${expected}.${description === undefined ? '' : ` ${description}`}`;
}

/** The text of a schema that says itself what to write, as a sentence. */
function adviceOf(issue: ZodIssue): string | undefined {
  if (!/^write /i.test(issue.message)) return undefined;
  const sentence = `W${issue.message.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function shownValue(path: Path, section: Section): string {
  const value = valueAt(section.value, path);
  const names = variablesAt(section, path)?.names ?? [];
  const origin = names.length === 0 ? '' : ` from ${names.join(', ')}`;
  if (isPrivate(path, section, names))
    return `${describeType(value)} (not shown: it may be a credential)${origin}`;
  return `${section.file.yaml.sourceOf([...section.at, ...path]) ?? describeValue(value)}${origin}`;
}

// Invariant 9: an error shows no value that stands where a credential belongs, or comes from where one is kept.
function isPrivate(path: Path, section: Section, variables: readonly string[]): boolean {
  return (
    isSecretAt(section.jsonSchema, path) || variables.some(looksSecret) || looksSecret(String(path.at(-1)))
  );
}
