import { type Model, type Places, publish } from '@etl/sql/models';
import { person } from '@etl/unified-model';
import { selectUserFields, usersInput } from './user-records.js';

/** The users of Gong: people of the company. Whom they talk to has no record in Gong. */
export function stagingPerson(places: Places): Model {
  return publish(places, {
    canonical: person,
    unit: ['record_id'],
    inputs: { users: usersInput(places, (row) => [row('id')]) },
    from: (context) => `(\n${selectUserFields(context, ['record_id'])}\n) AS u`,
    values: {
      person_id: "'user:' || u.record_id",
      record_type: "'user'",
      record_id: 'u.record_id',
      full_name: "nullif(trim(coalesce(u.given_name, '') || ' ' || coalesce(u.family_name, '')), '')",
      given_name: 'u.given_name',
      family_name: 'u.family_name',
      email: 'u.email',
      phone: 'u.phone',
      job_title: 'u.title',
      is_internal: 'TRUE',
      is_active: 'u.active',
      manager_person_id: "'user:' || u.manager_id",
      created_at: 'u.created_at',
    },
  });
}
