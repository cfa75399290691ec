import type { AssociationType } from './association-type.js';
import type { RecordRef } from './association-store.js';

/** Associations that are made when asked for. */
export interface LinkGenerator {
  /** Types a record of this type may be associated with. */
  targets(type: string): readonly string[];
  /** Ids a record is associated with, as long as nobody changed its associations with that type. */
  read(from: RecordRef, toType: string): readonly number[];
  /** The types of each such association. */
  types(from: string, to: string): readonly AssociationType[];
}

type Cell = ReadonlyMap<number, readonly AssociationType[]>;

const NO_LINKS: LinkGenerator = { targets: () => [], read: () => [], types: () => [] };

/** One direction of associations: for each record and target type, the records and in which senses. */
export function createLinkTable(generator: LinkGenerator = NO_LINKS) {
  const rows = new Map<string, Map<string, Map<number, AssociationType[]>>>();
  const read = (from: RecordRef, toType: string): Cell =>
    rows.get(keyOf(from))?.get(toType) ?? generate(generator, from, toType);
  const edit = (from: RecordRef, toType: string): Map<number, AssociationType[]> => {
    const row = rows.get(keyOf(from)) ?? new Map<string, Map<number, AssociationType[]>>();
    rows.set(keyOf(from), row);
    const cell = row.get(toType) ?? generate(generator, from, toType);
    row.set(toType, cell);
    return cell;
  };
  const remove = (from: RecordRef, to: RecordRef, type?: AssociationType): void => {
    const cell = edit(from, to.type);
    const rest = (cell.get(Number(to.id)) ?? []).filter(({ typeId }) => type && typeId !== type.typeId);
    if (rest.length > 0) cell.set(Number(to.id), rest);
    else cell.delete(Number(to.id));
  };
  return {
    read,
    remove,
    add: (from: RecordRef, to: RecordRef, type: AssociationType): void => {
      const cell = edit(from, to.type);
      const others = (cell.get(Number(to.id)) ?? []).filter(({ typeId }) => typeId !== type.typeId);
      cell.set(Number(to.id), [...others, type]);
    },
    /** Removes everything the record is part of, and returns it: the other record, and the types there and back. */
    takeAll: (from: RecordRef): [RecordRef, [AssociationType, AssociationType][]][] => {
      const targets = new Set([...(rows.get(keyOf(from))?.keys() ?? []), ...generator.targets(from.type)]);
      const taken = [...targets].flatMap((type) =>
        [...read(from, type)].map(([id, types]): [RecordRef, [AssociationType, AssociationType][]] => {
          const to = { type, id: String(id) };
          return [to, pairUp(types, read(to, from.type).get(Number(from.id)) ?? [])];
        }),
      );
      for (const [to] of taken) {
        remove(from, to);
        remove(to, from);
      }
      return taken;
    },
  };
}

function keyOf({ type, id }: RecordRef): string {
  return `${type}/${id}`;
}

/** Both ends got their types in the same order. */
function pairUp(
  types: readonly AssociationType[],
  inverse: readonly AssociationType[],
): [AssociationType, AssociationType][] {
  return types.map((type, index) => [type, inverse[index] ?? type]);
}

function generate(generator: LinkGenerator, from: RecordRef, toType: string): Map<number, AssociationType[]> {
  const ids = generator.read(from, toType);
  if (ids.length === 0) return new Map();
  const types = generator.types(from.type, toType);
  return new Map(ids.map((id) => [id, [...types]]));
}
