import { publish, type Model, type Places } from '@etl/sql/models';
import { association } from '@etl/unified-model';
import { martInput } from '../inputs.js';
import { IS_PERSON } from './person.js';

const KEY = [
  "'person'",
  "'user:' || u.user_id",
  "'organization'",
  "'workspace:' || u.team_id",
  "'belongs_to'",
  "'now'",
];

/** Which workspace a person's account is of. Slack says nothing else of what belongs together. */
export function stagingAssociation(places: Places): Model {
  return publish(places, {
    canonical: association,
    unit: ['origin_id'],
    inputs: { users: martInput(places, 'users', (row) => [row('user_id')]) },
    from: ({ dialect, rows }) =>
      `(SELECT u.user_id, u.team_id, ${dialect.hashOf(KEY)} AS association_id FROM ${rows('users')} AS u WHERE ${IS_PERSON} AND u.team_id IS NOT NULL) AS u`,
    values: {
      association_id: 'u.association_id',
      from_kind: "'person'",
      from_id: "'user:' || u.user_id",
      to_kind: "'organization'",
      to_id: "'workspace:' || u.team_id",
      relation: "'belongs_to'",
      timing: "'now'",
      origin_type: "'user'",
      origin_id: 'u.user_id',
    },
  });
}
