import { hashText } from '@etl/emulator-kit';

/** In which sense two records belong together, seen from one of them. */
export interface AssociationType {
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED' | 'WORK';
  readonly typeId: number;
  /** `null`: the plain association. */
  readonly label: string | null;
}

/** An association type with how it looks from the other side. */
export interface TypePair {
  readonly forward: AssociationType;
  readonly backward: AssociationType;
}

/** `from to`, with the plain type's ids there and back, and those of the labelled one. */
const KNOWN: readonly (readonly [from: string, to: string, forward: number, backward: number])[] = [
  ['contacts', 'companies', 279, 280],
  ['deals', 'contacts', 3, 4],
  ['deals', 'companies', 341, 342],
  ['companies', 'tickets', 340, 339],
  ['companies', 'companies', 450, 450],
  ['deals', 'line_items', 19, 20],
  ['contacts', 'tickets', 15, 16],
  ['deals', 'tickets', 27, 28],
  ['deals', 'quotes', 63, 64],
  ['contacts', 'calls', 193, 194],
  ['contacts', 'emails', 197, 198],
  ['contacts', 'meetings', 199, 200],
  ['contacts', 'notes', 201, 202],
  ['contacts', 'tasks', 203, 204],
  ['contacts', 'communications', 82, 81],
  ['companies', 'calls', 181, 182],
  ['companies', 'emails', 185, 186],
  ['companies', 'meetings', 187, 188],
  ['companies', 'notes', 189, 190],
  ['companies', 'tasks', 191, 192],
  ['deals', 'calls', 205, 206],
  ['deals', 'emails', 209, 210],
  ['deals', 'meetings', 211, 212],
  ['deals', 'notes', 213, 214],
  ['deals', 'tasks', 215, 216],
  ['leads', 'contacts', 608, 609],
];

const LABELLED: readonly (readonly [
  from: string,
  to: string,
  forward: readonly [number, string],
  backward: readonly [number, string],
])[] = [
  ['contacts', 'companies', [1, 'Primary'], [2, 'Primary']],
  ['deals', 'companies', [5, 'Primary'], [6, 'Primary']],
  ['companies', 'tickets', [25, 'Primary'], [26, 'Primary']],
  ['companies', 'companies', [13, 'Child Company'], [14, 'Parent Company']],
  ['leads', 'contacts', [578, 'Primary'], [579, 'Primary']],
];

/** The plain association of two types. */
export function plainPair(from: string, to: string): TypePair {
  for (const [left, right, forward, backward] of KNOWN) {
    if (left === from && right === to) return buildPair([forward, null], [backward, null]);
    if (left === to && right === from) return buildPair([backward, null], [forward, null]);
  }
  return buildPair([inventTypeId(from, to), null], [inventTypeId(to, from), null]);
}

/** The labelled associations of two types that HubSpot itself defines. */
export function labelledPairs(from: string, to: string): TypePair[] {
  return LABELLED.flatMap(([left, right, forward, backward]) => [
    ...(left === from && right === to ? [buildPair(forward, backward)] : []),
    ...(left === to && right === from ? [buildPair(backward, forward)] : []),
  ]);
}

type Side = readonly [typeId: number, label: string | null];

function buildPair(forward: Side, backward: Side): TypePair {
  return { forward: buildType(forward), backward: buildType(backward) };
}

function buildType([typeId, label]: Side): AssociationType {
  return { category: 'HUBSPOT_DEFINED', typeId, label };
}

/** Types not in the table get an id that is theirs for good. */
function inventTypeId(from: string, to: string): number {
  return 1000 + (hashText(`${from} to ${to}`) % 8000);
}
