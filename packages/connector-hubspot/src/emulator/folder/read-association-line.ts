import type { AssociationStore } from '../associations/association-store.js';
import type { InputObject } from '../input/read-body.js';
import { isObject, readObjects, readScalar } from '../input/read-body.js';

/** Reads `{from: {id}, to: [{toObjectId, associationTypes}]}`, as the batch read of associations answers it. */
export function readAssociationLine(
  line: InputObject,
  types: { readonly from: string; readonly to: string },
  associations: AssociationStore,
): void {
  const fromId = isObject(line.from) ? readScalar(line.from, 'id') : undefined;
  if (fromId === undefined) throw new Error('an association needs `from.id`');
  for (const target of readObjects(line, 'to')) {
    const toId = readScalar(target, 'toObjectId');
    if (toId === undefined) throw new Error('an association needs `toObjectId`');
    const labels = readObjects(target, 'associationTypes')
      .map((type) => readScalar(type, 'label'))
      .filter((label) => label !== undefined);
    for (const label of labels) defineIfMissing(types, label, associations);
    associations.link({ type: types.from, id: fromId }, { type: types.to, id: toId }, labels);
  }
}

function defineIfMissing(
  { from, to }: { readonly from: string; readonly to: string },
  label: string,
  associations: AssociationStore,
): void {
  if (associations.types(from, to).some((type) => type.label === label)) return;
  associations.defineLabel(from, to, label);
}
