import type { AssociationType, TypePair } from './association-type.js';
import { labelledPairs, plainPair } from './association-type.js';
import { createLinkTable } from './link-table.js';
import type { LinkGenerator } from './link-table.js';

/** One record that another is associated with. */
export interface Association {
  readonly toId: number;
  readonly types: readonly AssociationType[];
}

/** A record, by its type's canonical name. */
export interface RecordRef {
  readonly type: string;
  readonly id: string;
}

/** Which records belong together. Both ends see an association, each with its own type ids. */
export interface AssociationStore {
  /** Associates plainly, and with the labels given. @throws Error for a label nobody defined. */
  link(from: RecordRef, to: RecordRef, labels?: readonly string[]): void;
  /** Takes away one label, or the whole association. */
  unlink(from: RecordRef, to: RecordRef, label?: string): void;
  /** Defines a label of the account's own; `inverse` is what the other side reads. */
  defineLabel(from: string, to: string, label: string, inverse?: string): void;
  /** Every type two object types can be associated by. */
  types(from: string, to: string): readonly AssociationType[];
  /** By ascending id. */
  of(from: RecordRef, toType: string): readonly Association[];
  /** All associations of one record become another's. */
  move(type: string, fromId: string, toId: string): void;
  forget(type: string, id: string): void;
}

/** Type ids of the account's own labels count from here. */
const FIRST_OWN_TYPE_ID = 12;

export function createAssociationStore(generator?: LinkGenerator): AssociationStore {
  const table = createLinkTable(generator);
  const ownPairs = new Map<string, TypePair[]>();
  let lastTypeId = FIRST_OWN_TYPE_ID;

  const ownPairsOf = (from: string, to: string): TypePair[] => ownPairs.get(`${from}/${to}`) ?? [];
  const pairsOf = (from: string, to: string): TypePair[] => [
    plainPair(from, to),
    ...labelledPairs(from, to),
    ...ownPairsOf(from, to),
  ];
  const findPair = (from: string, to: string, label: string): TypePair => {
    const pair = pairsOf(from, to).find(({ forward }) => forward.label === label);
    if (pair === undefined) throw new Error(`Nobody defined the label "${label}" from ${from} to ${to}.`);
    return pair;
  };
  const addPair = (from: string, to: string, pair: TypePair): void => {
    ownPairs.set(`${from}/${to}`, [...ownPairsOf(from, to), pair]);
  };
  return {
    link: (from, to, labels = []) => {
      const pairs = labels.map((label) => findPair(from.type, to.type, label));
      for (const { forward, backward } of [plainPair(from.type, to.type), ...pairs]) {
        table.add(from, to, forward);
        table.add(to, from, backward);
      }
    },
    unlink: (from, to, label) => {
      const pair = label === undefined ? undefined : findPair(from.type, to.type, label);
      table.remove(from, to, pair?.forward);
      table.remove(to, from, pair?.backward);
    },
    defineLabel: (from, to, label, inverse = label) => {
      const forward = { category: 'USER_DEFINED', typeId: (lastTypeId += 15), label } as const;
      const typeId = inverse === label ? forward.typeId : (lastTypeId += 15);
      const backward = { category: 'USER_DEFINED', typeId, label: inverse } as const;
      addPair(from, to, { forward, backward });
      if (from !== to || inverse !== label) addPair(to, from, { forward: backward, backward: forward });
    },
    types: (from, to) => {
      const types = pairsOf(from, to).flatMap(({ forward, backward }) =>
        from === to ? [forward, backward] : [forward],
      );
      return [...new Map(types.map((type) => [type.typeId, type])).values()];
    },
    of: (from, toType) =>
      [...table.read(from, toType)]
        .map(([toId, types]) => ({ toId, types }))
        .sort((left, right) => left.toId - right.toId),
    move: (type, fromId, toId) => {
      for (const [to, types] of table.takeAll({ type, id: fromId })) {
        const target = { type, id: toId };
        for (const [forward, backward] of types) {
          table.add(target, to, forward);
          table.add(to, target, backward);
        }
      }
    },
    forget: (type, id) => {
      table.takeAll({ type, id });
    },
  };
}
