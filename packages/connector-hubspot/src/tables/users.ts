import type { Table } from '@etl/core';

/** Table `users`. */
export const usersTable: Table = {
  name: 'users',
  description: 'One row per user of the account.',
  primaryKey: ['id'],
  fields: [
    { name: 'id', path: ['id'], type: 'string', description: 'Identifies the user.' },
    { name: 'name', path: ['name'], type: 'string', description: 'Full name.', pii: true },
    { name: 'email', path: ['email'], type: 'string', description: 'E-mail address.', pii: true },
    { name: 'active', path: ['active'], type: 'boolean', description: 'Whether the user can sign in.' },
    {
      name: 'updated_at',
      path: ['updated_at'],
      type: 'timestamp',
      description: 'When the user last changed.',
    },
  ],
};
