/** Numbers that are put in any order and walked in ascending order. */
export interface SortedIds {
  add(id: number): void;
  /** Visits those not below `from` until `visit` answers false; answers whether it never did. */
  walk(from: number, visit: (id: number) => boolean): boolean;
}

export function createSortedIds(): SortedIds {
  let ids: number[] = [];
  let isSorted = true;
  return {
    add: (id) => {
      isSorted &&= id > (ids.at(-1) ?? Number.NEGATIVE_INFINITY);
      ids.push(id);
    },
    walk: (from, visit) => {
      if (!isSorted) ids = ids.toSorted((left, right) => left - right);
      isSorted = true;
      for (let index = firstNotBelow(ids, from); index < ids.length; index += 1) {
        if (!visit(ids[index] ?? Number.NaN)) return false;
      }
      return true;
    },
  };
}

function firstNotBelow(ids: readonly number[], from: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? Number.POSITIVE_INFINITY) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
