import { distance } from 'fastest-levenshtein';

const MOST_LISTED = 20;

/** "Did you mean …?" where a known name is near enough to be a slip, else the list of known names. */
export function suggest(found: string, known: readonly string[]): string {
  const near = nearest(found, known);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  if (known.length === 0) return 'Remove it.';
  const listed = known.slice(0, MOST_LISTED).map((name) => `\`${name}\``);
  const more = known.length > MOST_LISTED ? `, and ${known.length - MOST_LISTED} more` : '';
  return `Known: ${listed.join(', ')}${more}.`;
}

/** The known name that `found` most likely meant; letter case and the kind of dash do not count. */
export function nearest(found: string, known: readonly string[]): string | undefined {
  const plain = plainForm(found);
  const ranked = known
    .map((name) => ({ name, edits: distance(plain, plainForm(name)) }))
    .sort((left, right) => left.edits - right.edits);
  const [best] = ranked;
  if (best === undefined || best.edits > Math.max(1, Math.floor(found.length / 3))) return undefined;
  return best.name;
}

function plainForm(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '_');
}
