import type { RecordRef } from '../associations/association-store.js';
import type { AssociationType } from '../associations/association-type.js';
import { labelledPairs, plainPair } from '../associations/association-type.js';
import type { LinkGenerator } from '../associations/link-table.js';
import type { Population } from '../objects/population.js';

/** Which type belongs to which: the nth child to the nth parent, and from the start again. */
const FAMILIES = [
  { child: 'contacts', parent: 'companies' },
  { child: 'deals', parent: 'companies' },
  { child: 'deals', parent: 'contacts' },
] as const;

type Family = (typeof FAMILIES)[number];

/** Associates populations with one another without storing anything. */
export function createLinkGenerator(populations: Readonly<Record<string, Population>>): LinkGenerator {
  const families = FAMILIES.filter(({ child, parent }) => populations[child] && populations[parent]);
  const findFamily = (from: string, to: string): Family | undefined =>
    families.find(
      ({ child, parent }) => (child === from && parent === to) || (child === to && parent === from),
    );
  const indexOf = ({ type, id }: RecordRef): number | undefined => {
    const population = populations[type];
    const index = population?.firstFrom(Number(id)) ?? 0;
    return population?.idAt(index) === Number(id) ? index : undefined;
  };
  return {
    targets: (type) =>
      families.flatMap(({ child, parent }) => (child === type ? [parent] : parent === type ? [child] : [])),
    read: (from, toType) => {
      const family = findFamily(from.type, toType);
      const to = populations[toType];
      const index = indexOf(from);
      if (family === undefined || to === undefined || index === undefined || to.size === 0) return [];
      if (family.child === from.type) return [to.idAt(index % to.size)];
      return listEvery(index, populations[from.type]?.size ?? 1, to);
    },
    types: (from, to): AssociationType[] =>
      [plainPair(from, to), ...labelledPairs(from, to)].map(({ forward }) => forward),
  };
}

function listEvery(first: number, step: number, children: Population): number[] {
  const count = Math.max(0, Math.ceil((children.size - first) / step));
  return Array.from({ length: count }, (_, number) => children.idAt(first + number * step));
}
