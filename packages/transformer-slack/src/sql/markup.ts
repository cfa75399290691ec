import { quoteText, type SqlDialect } from '@etl/sql';

/** Stands where a text is cut: a control character that no keyboard writes. */
const CUT = '\u0001';

/** What Slack puts between angle brackets; brackets that people write are escaped. */
const MARKUP = '(<[^<>]*>)';
const ID = '[A-Z0-9]+';
const LABEL = '([|][^<>]*)?';

/** Markup that names something of the workspace: how it begins, and what it names. */
export const MENTIONS = [
  { kind: 'user', begins: '<@' },
  { kind: 'channel', begins: '<#' },
  { kind: 'user_group', begins: String.raw`<!subteam\^` },
] as const;

const HERE = `<!(here|channel|everyone)${LABEL}>`;
/** `<!date^…|what is shown without a clock>`, and whatever Slack may add that is labelled. */
const LABELLED = '<![^|<>]+[|][^<>]+>';
const LINK = `<[A-Za-z][A-Za-z0-9+.-]*:[^|<>]+${LABEL}>`;

export interface MarkupPieces {
  readonly dialect: SqlDialect;
  /** A relation with its alias, for a FROM clause. */
  readonly from: string;
  /** Its columns that are passed on. */
  readonly keep: readonly string[];
  /** The text, of its columns. */
  readonly text: string;
}

/**
 * SELECT of the pieces of texts with markup: `value` is a piece of markup or what stands between two, `position` its place;
 * `object_kind` and `object_id` say what it mentions, NULL where it mentions nothing.
 */
export function selectPieces({ dialect, from, keep, text }: MarkupPieces): string {
  const marked = dialect.replaceMatches(withoutCuts(text), MARKUP, `${CUT}\\1${CUT}`);
  const pieces = dialect.splitText({
    from: `(SELECT ${[...keep, `${marked} AS marked`].join(', ')} FROM ${from} WHERE ${text} LIKE '%<%') AS texts`,
    keep,
    text: 'marked',
    separator: quoteText(CUT),
  });
  const kinds = MENTIONS.map(({ kind, begins }) => [dialect.matches('value', mention(begins)), kind]);
  const cases = kinds.map(([isOne, kind]) => `WHEN ${isOne} THEN '${kind}'`);
  const id = dialect.replaceMatches('value', String.raw`^<(@|#|!subteam\^)(${ID})${LABEL}>$`, String.raw`\2`);
  const known = `SELECT *, CASE ${cases.join(' ')} END AS object_kind FROM (\n${pieces}\n) AS pieces`;
  return `SELECT *, CASE WHEN object_kind IS NOT NULL THEN ${id} END AS object_id FROM (\n${known}\n) AS known`;
}

/** A piece as people read it; `name` is that of the object it mentions. Markup of another form is left as it is. */
export function readPiece(
  dialect: SqlDialect,
  value: string,
  kind: string,
  id: string,
  name: string,
): string {
  const label = dialect.replaceMatches(value, '^<[^|<>]*[|]?([^<>]*)>$', String.raw`\1`);
  const filled = `nullif(${unescape(label)}, '')`;
  const bare = dialect.replaceMatches(filled, '^[@#]', '');
  const address = dialect.replaceMatches(value, '^<(mailto:|tel:)?([^|<>]*)([|][^<>]*)?>$', String.raw`\2`);
  const here = dialect.replaceMatches(value, `^${HERE}$`, String.raw`@\1`);
  return [
    `CASE WHEN ${kind} = 'channel' THEN '#' || coalesce(${name}, ${bare}, ${id})`,
    `WHEN ${kind} IS NOT NULL THEN '@' || coalesce(${name}, ${bare}, ${id})`,
    `WHEN ${dialect.matches(value, HERE)} THEN ${here}`,
    `WHEN ${dialect.matches(value, LABELLED)} THEN ${unescape(label)}`,
    `WHEN ${dialect.matches(value, LINK)} THEN coalesce(${filled}, ${unescape(address)})`,
    `ELSE ${unescape(value)} END`,
  ].join('\n');
}

/** A text without markup, as people read it. */
export function readPlainText(text: string): string {
  return unescape(withoutCuts(text));
}

/** Condition that a text holds a link to the web. */
export function hasLink(text: string): string {
  return `(${text} LIKE '%<http://%' OR ${text} LIKE '%<https://%')`;
}

function mention(begins: string): string {
  return `${begins}${ID}${LABEL}>`;
}

function withoutCuts(text: string): string {
  return `replace(${text}, ${quoteText(CUT)}, '')`;
}

/** Slack escapes three characters, once; `&amp;` last, so that `&amp;lt;` is `&lt;`. */
function unescape(text: string): string {
  return `replace(replace(replace(${text}, '&lt;', '<'), '&gt;', '>'), '&amp;', '&')`;
}
