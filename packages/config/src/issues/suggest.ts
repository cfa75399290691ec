import { distance } from 'fastest-levenshtein';

const MOST_LISTED = 20;
const SHORT = 4;

/** "Did you mean …?" where a known name is near enough to be a slip, else the list of known names. */
export function suggest(found: string, known: readonly string[]): string {
  const near = nearest(found, known);
  if (near !== undefined) return didYouMean(near);
  if (known.length === 0) return 'Remove it.';
  const listed = known.slice(0, MOST_LISTED).map((name) => `\`${name}\``);
  const more = known.length > MOST_LISTED ? `, and ${known.length - MOST_LISTED} more` : '';
  return `Known: ${listed.join(', ')}${more}.`;
}

export function didYouMean(name: string): string {
  return `Did you mean \`${name}\`?`;
}

/** The known name that `found` most likely meant; letter case and the kind of dash do not count. */
export function nearest(found: string, known: readonly string[]): string | undefined {
  const plain = plainForm(found);
  const ranked = known
    .map((name) => ({ name, edits: distance(plain, plainForm(name)) }))
    .sort((left, right) => left.edits - right.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= mostEditsIn(found) ? best.name : undefined;
}

/** Two letters changed places are two edits. */
function mostEditsIn(name: string): number {
  return name.length < SHORT ? 1 : Math.max(2, Math.floor(name.length / 3));
}

function plainForm(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '_');
}
