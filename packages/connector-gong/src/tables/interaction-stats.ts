import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `interaction_stats`. */
export const interactionStatsTable: Table = {
  name: 'interaction_stats',
  description: 'One row per user and day with calls on which Whisper was on.',
  primaryKey: ['user_id', 'date'],
  fields: [
    field('user_id', 'string', 'stats.userId', 'The user; users.id.'),
    field('date', 'string', 'date', 'Day in the company’s time zone, YYYY-MM-DD.'),
    field('user_email_address', 'string', 'stats.userEmailAddress', 'E-mail address of the user.', PERSONAL),
    field(
      'person_interaction_stats',
      'json',
      'stats.personInteractionStats',
      'Figures by name: Longest Monologue, Longest Customer Story, Interactivity, Patience, Question Rate.',
    ),
  ],
};
