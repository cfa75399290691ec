/** Standard objects that are read unless the options name others. */
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
