import { publish, type Model, type Places } from '@etl/sql/models';
import { person } from '@etl/unified-model';
import { martInput } from '../inputs.js';

/** Condition that a user is a person: no bot, and not Slack itself. */
export const IS_PERSON = "u.kind NOT IN ('bot', 'system')";

/** Users that are people, closed accounts among them. */
export function stagingPerson(places: Places): Model {
  return publish(places, {
    canonical: person,
    unit: ['record_id'],
    inputs: { users: martInput(places, 'users', (row) => [row('user_id')]) },
    from: ({ rows }) => `(SELECT * FROM ${rows('users')} AS u WHERE ${IS_PERSON}) AS u`,
    values: {
      person_id: "'user:' || u.user_id",
      record_type: "'user'",
      record_id: 'u.user_id',
      full_name: 'coalesce(u.full_name, u.name)',
      given_name: 'u.given_name',
      family_name: 'u.family_name',
      email: 'u.email',
      phone: 'u.phone',
      job_title: 'u.title',
      // A guest may be anybody's: Slack does not say.
      is_internal: 'CASE WHEN u.is_external THEN FALSE WHEN u.is_guest THEN NULL ELSE NOT u.is_external END',
      is_active: 'NOT u.is_deleted',
      updated_at: 'u.updated_at',
    },
  });
}
