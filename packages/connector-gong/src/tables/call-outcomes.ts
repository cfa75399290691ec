import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `call_outcomes`. */
export const callOutcomesTable: Table = {
  name: 'call_outcomes',
  description: 'One row per outcome that a call can be given.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the outcome; calls.call_outcome names it.'),
    field('name', 'string', 'name', 'Name.'),
    field('category', 'string', 'category', 'What kind of outcome it is.'),
  ],
};
