import { formatPath, valueAt, type Path } from '../files/path.js';
import type { ConfigIssue } from '../issues/config-issue.js';
import { describeType, describeValue, typeWords } from '../issues/describe-value.js';
import { suggest } from '../issues/suggest.js';
import type { ZodIssue } from './flatten-issues.js';
import { descriptionAt, isSecretAt, knownKeys } from './schema-at.js';
import { looksSecret } from './secret-names.js';
import { issueIn, variablesAt, type Section } from './section.js';

/** Anything else may be a value that slipped into the key, as in `{api_token:access:secret}`. */
const PLAIN_KEY = /^\w[\w.-]{0,39}$/;

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
  const issue = issueIn(section, [...path, key], 'unknown_key', `The key \`${key}\` is unknown.`, remedy);
  if (PLAIN_KEY.test(key)) return issue;
  return {
    ...issue,
    path: formatPath([...section.at, ...path]),
    message: 'A key is unknown (not shown: it may hold a credential).',
    remedy: 'Write `key: value`, with a space after the colon.',
  };
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
  if (issue.code === 'invalid_type') return wrongType(issue.expected, adviceOf(issue), path, section);
  const found = shownValue(path, section);
  const advice = adviceOf(issue);
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

function wrongType(type: string, advice: string | undefined, path: Path, section: Section): ConfigIssue {
  const expected = typeWords(type);
  const value = valueAt(section.value, path);
  // A text in place of a map is often `key:value` without the space, and the value can be a credential.
  const isSlippedPair = expected === typeWords('object') && typeof value === 'string';
  const found = isSlippedPair
    ? `${describeType(value)} (is a space missing after a colon?)`
    : shownValue(path, section);
  const message = `Expected ${expected}, found ${found}.`;
  return issueIn(section, path, 'wrong_type', message, advice ?? remedyFor(path, section, expected));
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
