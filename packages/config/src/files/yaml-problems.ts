import type { FileProblem } from './read-text-file.js';

/**
 * Parser messages in words of our own, by the parser's code: its own can quote the text around the place, and that text
 * may be a credential.
 */
const PROBLEMS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  TAB_AS_INDENT: ['A tab indents this line.', 'Indent with spaces.'],
  DUPLICATE_KEY: ['This key stands twice in the same map.', 'Keep one of them.'],
  MULTIPLE_DOCS: ['The file holds several documents.', 'Keep one: remove the lines that read `---`.'],
  BAD_ALIAS: ['This alias names no anchor above it.', 'Put the value in quotes, or define the anchor first.'],
  BAD_SCALAR_START: ['This value begins with a character that YAML reserves.', 'Put the value in quotes.'],
  MISSING_CHAR: ['A quote or bracket is not closed.', 'Close it.'],
  BAD_INDENT: [
    'The indentation does not fit, or a bracket is not closed.',
    'Align it, or close the bracket.',
  ],
  BLOCK_AS_IMPLICIT_KEY: ['A second colon stands on this line.', 'Put the value in quotes.'],
  MULTILINE_IMPLICIT_KEY: [
    'A key goes over several lines.',
    'Write `key: value`, with a space after the colon.',
  ],
  TAG_RESOLVE_FAILED: [
    'This tag is unknown.',
    'Put the value in quotes if it begins with an exclamation mark.',
  ],
};
const ANY_OTHER = [
  'This is not valid YAML.',
  'Check quotes, colons and indentation around this place.',
] as const;

/** What the parser's error code means to the person who wrote the file. */
export function yamlProblem(parserCode: string): FileProblem {
  const [message, remedy] = PROBLEMS[parserCode] ?? ANY_OTHER;
  return { code: 'yaml_syntax', message, remedy };
}
