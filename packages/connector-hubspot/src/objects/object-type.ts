import { toSnakeCase } from '../tables/column-names.js';

/** A kind of CRM record. */
export interface ObjectType {
  /** As paths name it. */
  readonly path: string;
  /** Name of its stream and table. */
  readonly table: string;
  /** As people name it. */
  readonly label: string;
  /** The property that tells when a record was changed last. */
  readonly modifiedProperty: string;
}

/** What every account may have, and every run reads. */
export const STANDARD_OBJECTS: readonly string[] = [
  'contacts',
  'companies',
  'deals',
  'tickets',
  'leads',
  'products',
  'line_items',
  'quotes',
  'calls',
  'emails',
  'meetings',
  'notes',
  'tasks',
  'communications',
];

export function buildStandardType(name: string): ObjectType {
  return {
    path: name,
    table: toSnakeCase(name),
    label: name.replaceAll('_', ' '),
    modifiedProperty: name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate',
  };
}
