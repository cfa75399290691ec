import {
  field,
  type ModelContext,
  type ModelInput,
  type Places,
  selectFields,
  type UnitOf,
} from '@etl/sql/models';

/** The users' own table; `unit` says how a row gives the unit. */
export function usersInput({ raw }: Places, unit: UnitOf): ModelInput {
  return { schema: raw, name: 'users', kind: 'loaded', unit };
}

const FIELDS = [
  field('email', 'string', 'emailAddress'),
  field('trusted_email', 'string', 'trustedEmailAddress'),
  field('aliases', 'json', 'emailAliases'),
  field('given_name', 'string', 'firstName'),
  field('family_name', 'string', 'lastName'),
  field('title', 'string', 'title'),
  field('phone', 'string', 'phoneNumber'),
  field('active', 'boolean', 'active'),
  field('manager_id', 'string', 'managerId'),
  field('created_at', 'timestamp', 'created'),
];

/** SELECT of the users with what their records say; the columns `keep` are those of the model's unit. */
export function selectUserFields({ dialect, rows }: ModelContext, keep: readonly string[]): string {
  return selectFields({
    dialect,
    from: `${rows('users')} AS users`,
    keep,
    json: 'record',
    fields: FIELDS,
  });
}
