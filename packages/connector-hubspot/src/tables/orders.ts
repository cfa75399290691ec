import type { Table } from '@etl/core';

/** Table `orders`. */
export const ordersTable: Table = {
  name: 'orders',
  description: 'One row per order.',
  primaryKey: ['id'],
  // Windows that are read again hand out orders that were stored already: an older version never replaces a newer one.
  version: 'updated_at',
  fields: [
    { name: 'id', path: ['id'], type: 'string', description: 'Identifies the order.' },
    { name: 'user_id', path: ['user', 'id'], type: 'string', description: 'Who placed it; users.id.' },
    { name: 'status', path: ['status'], type: 'string', description: 'open, paid or cancelled.' },
    { name: 'amount', path: ['amount'], type: 'decimal', description: 'What is to be paid, in `currency`.' },
    { name: 'currency', path: ['currency'], type: 'string', description: 'ISO 4217 code.' },
    {
      name: 'updated_at',
      path: ['updated_at'],
      type: 'timestamp',
      description: 'When the order last changed.',
    },
  ],
};
