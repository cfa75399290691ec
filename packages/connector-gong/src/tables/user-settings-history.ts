import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `user_settings_history`. The value is part of the key, so that two changes in one instant are two rows. */
export const userSettingsHistoryTable: Table = {
  name: 'user_settings_history',
  description: 'One row per change of one of a user’s settings.',
  primaryKey: ['user_id', 'setting', 'time', 'value_hash'],
  fields: [
    field('user_id', 'string', 'userId', 'The user; users.id.'),
    field('setting', 'string', 'change.setting', 'Name of the setting.'),
    field('time', 'string', 'change.time', 'When it was changed, as Gong writes it.'),
    field('value_hash', 'string', 'valueHash', 'Hash of the value.'),
    field('changed_at', 'timestamp', 'change.time', 'When it was changed.'),
    field('value', 'json', 'change.value', 'What it was set to.'),
  ],
};
